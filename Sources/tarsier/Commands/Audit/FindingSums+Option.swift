public import ArgumentParser
public import Listings

extension FindingSums.Key: ExpressibleByArgument {}

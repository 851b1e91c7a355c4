/// The usage that AWS sells reservations or savings plans for.
///
/// It is told by the usage type: hours of instances, of databases, caches and search nodes, of Fargate and Lambda. Spot
/// is not.
package enum EligibleUsage {
  package static let filters = [
    Filter("charge_category", .equal, ["Usage"]),
    Filter(
      "usage_type", .matches,
      [
        "(BoxUsage|HostUsage|DedicatedUsage|InstanceUsage|Multi-AZ(Cluster)?Usage|NodeUsage|ESInstance|Node:|"
          + "ServerlessUsage|Fargate-|Lambda-(GB-Second|Provisioned))"
      ]),
    Filter("pricing_category", .equal, ["Standard", "Committed"]),
    // A plan's contra entries repeat what it covers, below zero.
    Filter("charge_type", .different, ["SavingsPlanNegation"]),
  ]
}

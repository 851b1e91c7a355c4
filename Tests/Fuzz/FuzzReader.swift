internal import Glibc

/// What libFuzzer calls with every input: reads it as a bill through both readers, and stops where they differ.
///
/// `scripts/fuzz` builds this file and the module Billing as one, so that the inside of the module is at hand.
/// The first byte chooses what stands before the rest: nothing, or the header of a bill and a good row.
@_cdecl("LLVMFuzzerTestOneInput")
public func readAnything(_ start: UnsafePointer<UInt8>, _ count: Int) -> CInt {
  guard count > 0 else { return 0 }
  let rest = unsafe UnsafeRawBufferPointer(start: start + 1, count: count - 1)
  let prefix = prefixes[Int(unsafe start[0]) % prefixes.count]
  ftruncate(file, 0)
  _ = unsafe prefix.withUnsafeBytes { unsafe pwrite(file, $0.baseAddress, $0.count, 0) }
  _ = unsafe pwrite(file, rest.baseAddress, rest.count, prefix.count)
  for allowsRejects in [false, true] {
    let fast = reading(.automatic, allowsRejects)
    let careful = reading(.libcsv, allowsRejects)
    if fast != careful {
      let (a, b) = zip(fast + ["nothing"], careful + ["nothing"]).first { $0 != $1 } ?? ("more", "less")
      fatalError("scanner: \(a.prefix(2000))\nlibcsv: \(b.prefix(2000))")
    }
  }
  return 0
}

private let file = unsafe fileno(tmpfile())

private let prefixes: [[UInt8]] = [
  "",
  """
  BilledCost,BillingAccountId,BillingCurrency,BillingPeriodStart,ChargePeriodStart,ChargePeriodEnd,EffectiveCost,Tags,\
  ResourceId,ServiceName
  1,a,USD,2024-05-01,2024-05-01,2024-05-01 01:00:00,1,{},r,s

  """,
  """
  lineItem/UnblendedCost,lineItem/LineItemType,bill/PayerAccountId,lineItem/CurrencyCode,bill/BillingPeriodStartDate,\
  bill/BillingPeriodEndDate,lineItem/UsageStartDate,lineItem/UsageEndDate,reservation/EffectiveCost,resourceTags/user:a
  1,Usage,1,USD,2024-05-01,2024-06-01,2024-05-01,2024-05-01T01:00:00Z,,

  """,
  """
  InvoiceID,PayerAccountId,LinkedAccountId,RecordType,UsageStartDate,UsageEndDate,UsageQuantity,UnBlendedCost,user:a
  1,1,1,LineItem,2024-05-01 00:00:00,2024-05-01 01:00:00,1,1,x

  """,
].map { Array($0.utf8) }

/// All that a ledger would get of the file, as text.
private func reading(_ choice: ReaderChoice, _ allowsRejects: Bool) -> [String] {
  var reader = BillReader(workers: 1)
  reader.reader = choice
  reader.allowsRejects = allowsRejects
  do {
    return try reader.read([.init(path: "/proc/self/fd/\(file)", name: "bill")]) { bills in
      try bills.flatMap(lines)
    }
  } catch {
    return ["\(error)"]
  }
}

private func lines(_ assembled: AssembledBill) throws -> [String] {
  let bill = assembled.bill
  var lines = [
    "\(bill.key) \(bill.format) \(bill.scale) \(bill.usageScale) \(bill.measures) \(bill.newestHour)"
  ]
  lines += bill.summaries.map { "\($0)" } + bill.rejects.map { "\($0)" }
  lines += bill.combinations.map { combination in
    let dimensions = Dimension.allCases.map { combination[$0] ?? "" }.joined(separator: "|")
    return
      "\(dimensions) \(TagMap.text(combination.tags) ?? "") \(TagMap.text(combination.costCategories) ?? "")"
  }
  try assembled.forEachSeries {
    lines.append("\($0.combination) \($0.resource) \($0.ownTags) \($0.hours) \($0.values)")
  }
  return lines
}

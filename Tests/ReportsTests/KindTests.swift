import Testing

@testable import Reports

/// What a charge is for.
struct KindTests {
  /// Charge category, charge type, service, commitment, billing entity, invoice issuer, provider.
  @Test(
    arguments: [
      (["Usage", "Usage", "AmazonEC2", nil, "AWS", "Amazon Web Services, Inc.", "AWS"], ChargeKind.usage),
      (["Purchase", "RIFee", "AmazonEC2", nil, "AWS", nil, nil], .commitmentFees),
      (
        ["Purchase", "Fee", "AmazonEC2", "arn:aws:ec2::reserved-instances/1", "AWS", nil, nil],
        .commitmentFees
      ),
      (["Purchase", "Fee", "AmazonRegistrar", nil, "AWS", nil, nil], .fees),
      (["Purchase", "Fee", "AWS Support (Business)", nil, "AWS", nil, nil], .support),
      (["Usage", "Usage", "AWSSupportEnterprise", nil, "AWS", nil, nil], .support),
      (["Usage", "Usage", "Supportive Databases", nil, "AWS", nil, nil], .usage),
      (["Usage", "Usage", "Datadog Pro", nil, "AWS Marketplace", "Datadog, Inc.", "AWS"], .marketplace),
      (["Usage", "Usage", "Datadog Pro", nil, nil, "Datadog, Inc.", "AWS"], .marketplace),
      (["Usage", "Usage", "Storage", nil, nil, "Microsoft Corporation", "Microsoft"], .usage),
      (["Tax", "Tax", "Datadog Pro", nil, "AWS Marketplace", nil, nil], .tax),
      (["Credit", "EdpDiscount", "AmazonEC2", nil, nil, nil, nil], .discounts),
      (["Credit", "Credit", "AmazonEC2", nil, nil, nil, nil], .credits),
      (["Adjustment", "Refund", "AmazonEC2", nil, nil, nil, nil], .refunds),
      ([nil, nil, nil, nil, nil, nil, nil], .usage),
    ] as [([String?], ChargeKind)])
  func kind(values: [String?], kind: ChargeKind) { #expect(ChargeKind(values, isResold: false) == kind) }

  @Test func `a reseller that issues everything is no marketplace`() {
    let values = ["Usage", "Usage", "AmazonEC2", nil, nil, "Reseller Ltd", "AWS"]
    #expect(ChargeKind(values, isResold: true) == .usage)
  }
}

import Testing

@testable import Billing

@Suite struct ReportColumnsTests {
  @Test(arguments: [
    ("lineItem/UnblendedCost", "line_item_unblended_cost"),
    ("bill/PayerAccountId", "bill_payer_account_id"),
    ("pricing/publicOnDemandCost", "pricing_public_on_demand_cost"),
    ("product/regionCode", "product_region_code"),
    ("reservation/ReservationARN", "reservation_reservation_a_r_n"),
    ("savingsPlan/SavingsPlanARN", "savings_plan_savings_plan_a_r_n"),
    ("lineItem/LineItemType", "line_item_line_item_type"),
  ])
  func spellsNamesAsVersionTwo(first: String, second: String) {
    #expect(ReportColumns.snakeCase(first) == second)
  }

  @Test(arguments: [
    ("user_cost_center", "cost_center"),
    ("resourceTags/user:CostCenter", "CostCenter"),
    ("resourceTags/aws:createdBy", "aws:createdBy"),
    ("aws_created_by", "aws:createdBy"),
    ("aws_autoscaling_group_name", "aws:autoscaling:groupName"),
    ("aws_cloudformation_stack_name", "aws:cloudformation:stack-name"),
  ])
  func givesTagsTheirNames(entry: String, key: String) {
    #expect(ReportTags.key(ofEntry: entry) == key)
  }
}

/// A rule file to start from, with what each key is for.
public enum RuleTemplate {
  /// - Parameter id: the new rule's id, such as `queue-of-nobody`.
  public static func text(id: String) -> String {
    """
    # tarsier rules test \(id).yaml runs the examples below; tarsier rules tables lists what a query may read.
    id: \(id)
    # What is wrong, in one line.
    title: Volume of over a terabyte that hangs on a stopped instance
    # unused: paid for and used by nothing; conformity: built in a way that will fail; spend: dearer than it need be.
    family: unused
    severity: medium    # low, medium or high
    # The type that it flags, as tarsier rules tables has it without the s; resource for any.
    resource: ebs_volume
    # Why it matters, and when it is wrong: whoever reads the finding reads this.
    rationale: >-
      A stopped instance's volumes are billed as if it ran. A large one is dear, and a snapshot of it costs a part.
    # Numbers and texts that the query takes as :name; rules: {parameters: …} in tarsier.yaml sets them.
    parameters: {days: 30, gib: 1000}
    # Questions that the bills answer, as tables of the rule's own; see docs/writing-rules.md.
    # costs:
    #   spend: {by: {account_id: account, region: region, resource_id: resource_id}, days: 30}
    # Gives resource_id, account_id, region and message; since, resource_type, monthly_cost, saving if it likes.
    # Join tables on account_id, region and the id: ids repeat in other accounts.
    query: |
      SELECT v.volume_id AS resource_id, v.account_id, v.region, i.stopped_since AS since,
        v.size_gib || ' GiB of ' || i.instance_id || ', stopped since ' || date(i.stopped_since) AS message
      FROM ebs_volumes v, json_each(v.instance_ids) a
      JOIN instances i ON i.account_id = v.account_id AND i.region = v.region AND i.instance_id = a.value
      WHERE i.stopped_since <= days_ago(:days) AND v.size_gib >= :gib
    # What the janitor may do, and the business days that it waits after the owner was told. Leave it out where unsure.
    # cleanup: {action: delete-ebs-volume, retention_days: 7}
    references:
      - where this comes from
    # At least three: just inside the limit, just outside, and a healthy twin. Then what makes it wrong.
    examples:
      - name: stopped for 31 days
        given:
          ebs_volumes: [{volume_id: vol-1, size_gib: 1000, instance_ids: [i-1]}]
          instances: [{instance_id: i-1, state: stopped, stopped_since: 31 days ago}]
        flags: [vol-1]
      - name: stopped for 29 days
        given:
          ebs_volumes: [{volume_id: vol-1, size_gib: 1000, instance_ids: [i-1]}]
          instances: [{instance_id: i-1, state: stopped, stopped_since: 29 days ago}]
        flags: []
      - name: running
        given:
          ebs_volumes: [{volume_id: vol-1, size_gib: 1000, instance_ids: [i-1]}]
          instances: [{instance_id: i-1, state: running}]
        flags: []

    """
  }
}

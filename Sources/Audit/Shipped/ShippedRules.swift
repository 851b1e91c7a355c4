// swift-format-ignore-file
// Made by scripts/embed-rules from rules/. Change the rule files and run `make generate`.

/// The rule files that travel with the binary.
enum ShippedRules {
  /// Path and text of each file under rules/.
  static let files: [(path: String, yaml: String)] = [
    (
      "rules/conformity/group-mixed-configuration.yaml",
      #"""
      id: group-mixed-configuration
      title: Auto scaling group whose instances differ in image, type or security groups
      family: conformity
      severity: medium
      resource: auto_scaling_group
      rationale: >-
        Instances of one group stand in for each other. Where one has an older image or fewer doors open, a fault
        shows on some requests and not on others. A rolling update mixes old and new for some hours: only
        instances older than `days` are compared. A group with a mixed instances policy has several types on
        purpose, and an image for each architecture.
      parameters: {days: 3}
      query: |
        WITH members AS (
          SELECT g.account_id, g.region, g.auto_scaling_group, g.mixed_instances, i.image_id, i.instance_type,
            i.security_groups, coalesce(i.architecture, '') AS architecture
          FROM auto_scaling_groups g
          JOIN auto_scaling_group_instances m
            ON m.account_id = g.account_id AND m.region = g.region AND m.auto_scaling_group = g.auto_scaling_group
          JOIN instances i ON i.account_id = m.account_id AND i.region = m.region AND i.instance_id = m.instance_id
          WHERE coalesce(m.lifecycle_state, 'InService') = 'InService' AND i.launched_at <= days_ago(:days)
        ),
        kinds AS (
          SELECT account_id, region, auto_scaling_group, architecture, 'images' AS what, image_id AS kind, count(*) AS members
          FROM members WHERE image_id IS NOT NULL GROUP BY 1, 2, 3, 4, 6
          UNION ALL
          SELECT account_id, region, auto_scaling_group, '', 'types', instance_type, count(*)
          FROM members WHERE instance_type IS NOT NULL AND NOT coalesce(mixed_instances, 0) GROUP BY 1, 2, 3, 6
          UNION ALL
          SELECT account_id, region, auto_scaling_group, '', 'security groups',
            replace(trim(security_groups, '[]'), '"', ''), count(*)
          FROM members WHERE security_groups IS NOT NULL GROUP BY 1, 2, 3, 6
          ORDER BY 7 DESC, 6
        ),
        differing AS (
          SELECT account_id, region, auto_scaling_group, what, group_concat(members || ' with ' || kind, ', ') AS list
          FROM kinds GROUP BY account_id, region, auto_scaling_group, architecture, what HAVING count(*) > 1
          ORDER BY what
        )
        SELECT auto_scaling_group AS resource_id, account_id, region,
          'differing ' || group_concat(what || ' (' || list || ')', ' and ') AS message
        FROM differing GROUP BY account_id, region, auto_scaling_group
      references:
        - SimianArmy Conformity Monkey
        - https://docs.aws.amazon.com/autoscaling/ec2/userguide/asg-instance-refresh.html
      examples:
        - name: an older image on one of two, for four days
          given:
            auto_scaling_groups: [{auto_scaling_group: web}]
            auto_scaling_group_instances: &two
              - {auto_scaling_group: web, instance_id: i-1}
              - {auto_scaling_group: web, instance_id: i-2}
            instances:
              - {instance_id: i-1, launched_at: 90 days ago, image_id: ami-1, instance_type: m5.large}
              - {instance_id: i-2, launched_at: 4 days ago, image_id: ami-2, instance_type: m5.large}
          flags: [web]
        - name: a rolling update since this morning
          given:
            auto_scaling_groups: [{auto_scaling_group: web}]
            auto_scaling_group_instances: *two
            instances:
              - {instance_id: i-1, launched_at: 90 days ago, image_id: ami-1, instance_type: m5.large}
              - {instance_id: i-2, launched_at: 6 hours ago, image_id: ami-2, instance_type: m5.large}
          flags: []
        - name: all alike
          given:
            auto_scaling_groups: [{auto_scaling_group: web}]
            auto_scaling_group_instances: *two
            instances:
              - {instance_id: i-1, launched_at: 90 days ago, image_id: ami-1, instance_type: m5.large, security_groups: [sg-1]}
              - {instance_id: i-2, launched_at: 9 days ago, image_id: ami-1, instance_type: m5.large, security_groups: [sg-1]}
          flags: []
        - name: another security group on one
          given:
            auto_scaling_groups: [{auto_scaling_group: web}]
            auto_scaling_group_instances: *two
            instances:
              - {instance_id: i-1, launched_at: 90 days ago, image_id: ami-1, security_groups: [sg-1]}
              - {instance_id: i-2, launched_at: 9 days ago, image_id: ami-1, security_groups: [sg-1, sg-2]}
          flags: [web]
        - name: several types under a mixed instances policy
          given:
            auto_scaling_groups: [{auto_scaling_group: web, mixed_instances: true}]
            auto_scaling_group_instances: *two
            instances:
              - {instance_id: i-1, launched_at: 90 days ago, image_id: ami-1, instance_type: m5.large, architecture: x86_64}
              - {instance_id: i-2, launched_at: 9 days ago, image_id: ami-2, instance_type: m6g.large, architecture: arm64}
          flags: []
        - name: two images of one architecture under a mixed instances policy
          given:
            auto_scaling_groups: [{auto_scaling_group: web, mixed_instances: true}]
            auto_scaling_group_instances: *two
            instances:
              - {instance_id: i-1, launched_at: 90 days ago, image_id: ami-1, instance_type: m5.large, architecture: x86_64}
              - {instance_id: i-2, launched_at: 9 days ago, image_id: ami-2, instance_type: m5.xlarge, architecture: x86_64}
          flags: [web]
      """#
    ),
    (
      "rules/conformity/group-zone-imbalance.yaml",
      #"""
      id: group-zone-imbalance
      title: Auto scaling group unevenly spread over its zones
      family: conformity
      severity: medium
      resource: auto_scaling_group
      rationale: >-
        A group over three zones shall survive the loss of one with a third of its instances gone. With seven of
        eight in one zone it does not. A difference of one is even; so is a tenth of a large group, where spot
        capacity comes and goes.
      parameters: {tolerance: 1, percent: 10}
      query: |
        WITH spread AS (
          SELECT g.account_id, g.region, g.auto_scaling_group, z.value AS zone, count(i.instance_id) AS instances
          FROM auto_scaling_groups g, json_each(g.zones) z
          LEFT JOIN auto_scaling_group_instances i
            ON i.account_id = g.account_id AND i.region = g.region AND i.auto_scaling_group = g.auto_scaling_group
              AND i.zone = z.value AND coalesce(i.lifecycle_state, 'InService') = 'InService'
          GROUP BY g.account_id, g.region, g.auto_scaling_group, z.value
          ORDER BY z.value
        )
        SELECT auto_scaling_group AS resource_id, account_id, region,
          max(instances) || ' of ' || sum(instances) || ' in '
            -- The zone with the most: the largest of count and name together.
            || substr(max(printf('%09d', instances) || zone), 10)
            || ' (' || group_concat(zone || ' ' || instances, ', ') || ')' AS message
        FROM spread
        GROUP BY account_id, region, auto_scaling_group
        HAVING max(instances) - min(instances) > max(:tolerance, sum(instances) * :percent / 100)
      references:
        - SimianArmy Conformity Monkey
        - https://docs.aws.amazon.com/autoscaling/ec2/userguide/ec2-auto-scaling-availability-zone-balanced.html
      examples:
        - name: two in one zone and none in the other
          given:
            auto_scaling_groups: [{auto_scaling_group: web, zones: [us-east-1a, us-east-1b]}]
            auto_scaling_group_instances:
              - {auto_scaling_group: web, instance_id: i-1, zone: us-east-1a}
              - {auto_scaling_group: web, instance_id: i-2, zone: us-east-1a}
          flags: [web]
        - name: a difference of one, since three cannot be halved
          given:
            auto_scaling_groups: [{auto_scaling_group: web, zones: [us-east-1a, us-east-1b]}]
            auto_scaling_group_instances:
              - {auto_scaling_group: web, instance_id: i-1, zone: us-east-1a}
              - {auto_scaling_group: web, instance_id: i-2, zone: us-east-1a}
              - {auto_scaling_group: web, instance_id: i-3, zone: us-east-1b}
          flags: []
        - name: even over two of three zones that it may use, and none in the third
          given:
            auto_scaling_groups: [{auto_scaling_group: web, zones: [us-east-1a, us-east-1b, us-east-1c]}]
            auto_scaling_group_instances:
              - {auto_scaling_group: web, instance_id: i-1, zone: us-east-1a}
              - {auto_scaling_group: web, instance_id: i-2, zone: us-east-1a}
              - {auto_scaling_group: web, instance_id: i-3, zone: us-east-1b}
              - {auto_scaling_group: web, instance_id: i-4, zone: us-east-1b}
          flags: [web]
        - name: one zone only, by design
          given:
            auto_scaling_groups: [{auto_scaling_group: batch, zones: [us-east-1a]}]
            auto_scaling_group_instances:
              - {auto_scaling_group: batch, instance_id: i-1, zone: us-east-1a}
              - {auto_scaling_group: batch, instance_id: i-2, zone: us-east-1a}
          flags: []
        - name: one instance of three is just being started
          given:
            auto_scaling_groups: [{auto_scaling_group: web, zones: [us-east-1a, us-east-1b]}]
            auto_scaling_group_instances:
              - {auto_scaling_group: web, instance_id: i-1, zone: us-east-1a, lifecycle_state: InService}
              - {auto_scaling_group: web, instance_id: i-2, zone: us-east-1a, lifecycle_state: Pending}
          flags: []
        - name: empty
          given: {auto_scaling_groups: [{auto_scaling_group: web, zones: [us-east-1a, us-east-1b]}]}
          flags: []
      """#
    ),
    (
      "rules/conformity/instance-outside-group.yaml",
      #"""
      id: instance-outside-group
      title: Instance outside any auto scaling group
      family: conformity
      severity: low
      resource: instance
      rationale: >-
        What happens to an instance outside a group when it fails is that somebody wakes up. A group of one
        replaces it by itself. Instances that another service runs (EMR, Batch, EKS, a fleet) are that service's.
      parameters: {days: 2}
      query: |
        SELECT i.instance_id AS resource_id, i.account_id, i.region,
          coalesce(i.name || ', ', '') || coalesce(i.instance_type || ', ', '') || 'is in no auto scaling group' AS message
        FROM instances i
        WHERE i.state = 'running' AND i.launched_at <= days_ago(:days)
          AND i.auto_scaling_group IS NULL
          AND NOT EXISTS (
            SELECT 1 FROM auto_scaling_group_instances g
            WHERE g.account_id = i.account_id AND g.region = i.region AND g.instance_id = i.instance_id)
          AND NOT EXISTS (
            SELECT 1 FROM json_each(i.tags) t
            WHERE t.key GLOB 'aws:elasticmapreduce:*' OR t.key GLOB 'aws:batch:*' OR t.key GLOB 'aws:ec2:fleet*'
              OR t.key GLOB 'aws:ec2spot:*' OR t.key GLOB 'karpenter.sh/*' OR t.key GLOB 'eks:*'
              OR t.key = 'AWSBatchServiceTag' OR t.key GLOB 'elasticbeanstalk:*')
      references:
        - SimianArmy OrphanedInstanceRule
      examples:
        - name: launched by hand three days ago
          given: {instances: [{instance_id: i-1, state: running, launched_at: 3 days ago}]}
          flags: [i-1]
        - name: launched by hand this morning, to try something
          given: {instances: [{instance_id: i-1, state: running, launched_at: 5 hours ago}]}
          flags: []
        - name: in a group
          given:
            instances: [{instance_id: i-1, state: running, launched_at: 90 days ago, auto_scaling_group: web}]
            auto_scaling_group_instances: [{auto_scaling_group: web, instance_id: i-1}]
          flags: []
        - name: attached to a group by hand, so that only the group knows
          given:
            instances: [{instance_id: i-1, state: running, launched_at: 90 days ago}]
            auto_scaling_group_instances: [{auto_scaling_group: web, instance_id: i-1}]
          flags: []
        - name: a cluster's
          given:
            instances:
              - {instance_id: i-1, state: running, launched_at: 9 days ago, tags: {"aws:elasticmapreduce:job-flow-id": j-1}}
              - {instance_id: i-2, state: running, launched_at: 9 days ago, tags: {"karpenter.sh/nodepool": general}}
          flags: []
        - name: stopped, which another rule looks after
          given: {instances: [{instance_id: i-1, state: stopped, launched_at: 90 days ago}]}
          flags: []
      """#
    ),
    (
      "rules/conformity/load-balancer-group-zones.yaml",
      #"""
      id: load-balancer-group-zones
      title: Load balancer and its auto scaling group differ in zones
      family: conformity
      severity: medium
      resource: load_balancer
      rationale: >-
        Instances in a zone that their load balancer is not in get no requests and are paid for all the same. A
        balancer's zone with nothing behind it answers more slowly, or not at all. Only zones count, as the
        subnets give them: the balancer is often in public subnets and the group in private ones.
      query: |
        WITH balancers AS (
          SELECT 'load_balancer' AS resource_type, account_id, region, load_balancer, arn AS key, zones, subnet_ids
          FROM load_balancers WHERE coalesce(kind, '') <> 'gateway'
          UNION ALL
          SELECT 'classic_load_balancer', account_id, region, load_balancer, load_balancer, zones, subnet_ids
          FROM classic_load_balancers
        ),
        balancer_zones AS (
          SELECT b.resource_type, b.account_id, b.region, b.key, z.value AS zone FROM balancers b, json_each(b.zones) z
          UNION
          SELECT b.resource_type, b.account_id, b.region, b.key, s.zone
          FROM balancers b, json_each(b.subnet_ids) n
          JOIN subnets s ON s.account_id = b.account_id AND s.region = b.region AND s.subnet_id = n.value
        ),
        served AS (
          SELECT 'load_balancer' AS resource_type, g.account_id, g.region, b.value AS key, g.auto_scaling_group
          FROM auto_scaling_groups g, json_each(g.target_group_arns) a
          JOIN target_groups t ON t.account_id = g.account_id AND t.region = g.region AND t.arn = a.value,
            json_each(t.load_balancer_arns) b
          UNION
          SELECT 'classic_load_balancer', g.account_id, g.region, n.value, g.auto_scaling_group
          FROM auto_scaling_groups g, json_each(g.classic_load_balancers) n
        ),
        group_zones AS (
          SELECT g.account_id, g.region, g.auto_scaling_group, z.value AS zone FROM auto_scaling_groups g, json_each(g.zones) z
          UNION
          SELECT g.account_id, g.region, g.auto_scaling_group, s.zone
          FROM auto_scaling_groups g, json_each(g.subnet_ids) n
          JOIN subnets s ON s.account_id = g.account_id AND s.region = g.region AND s.subnet_id = n.value
        ),
        served_zones AS (
          SELECT d.resource_type, d.account_id, d.region, d.key, d.auto_scaling_group, z.zone
          FROM served d JOIN group_zones z
            ON z.account_id = d.account_id AND z.region = d.region AND z.auto_scaling_group = d.auto_scaling_group
        ),
        -- Zones of targets that no group brought: somebody registered them by hand.
        target_zones AS (
          SELECT 'load_balancer' AS resource_type, i.account_id, i.region, b.value AS key, i.zone
          FROM target_group_targets h
          JOIN target_groups t ON t.account_id = h.account_id AND t.region = h.region AND t.target_group = h.target_group
          JOIN instances i ON i.account_id = h.account_id AND i.region = h.region AND i.instance_id = h.target_id,
            json_each(t.load_balancer_arns) b
          UNION
          SELECT 'classic_load_balancer', i.account_id, i.region, h.load_balancer, i.zone
          FROM classic_load_balancer_instances h
          JOIN instances i ON i.account_id = h.account_id AND i.region = h.region AND i.instance_id = h.instance_id
        ),
        lacking AS (
          SELECT resource_type, account_id, region, key, auto_scaling_group, zone FROM served_zones
          EXCEPT
          SELECT z.resource_type, z.account_id, z.region, z.key, d.auto_scaling_group, z.zone
          FROM balancer_zones z JOIN served d USING (resource_type, account_id, region, key)
        ),
        idle AS (
          SELECT z.resource_type, z.account_id, z.region, z.key, z.zone
          FROM balancer_zones z JOIN served USING (resource_type, account_id, region, key)
          EXCEPT SELECT resource_type, account_id, region, key, zone FROM served_zones
          EXCEPT SELECT resource_type, account_id, region, key, zone FROM target_zones
        ),
        said AS (
          SELECT resource_type, account_id, region, key,
            'lacks ' || group_concat(zone, ', ') || ', where its group ' || auto_scaling_group || ' is' AS message
          FROM lacking GROUP BY resource_type, account_id, region, key, auto_scaling_group
          UNION ALL
          SELECT resource_type, account_id, region, key, 'has nothing behind it in ' || group_concat(zone, ', ')
          FROM idle GROUP BY resource_type, account_id, region, key
        )
        SELECT b.resource_type, b.load_balancer AS resource_id, b.account_id, b.region, s.message
        FROM said s JOIN balancers b USING (resource_type, account_id, region, key)
      references:
        - SimianArmy InstanceInSameZoneAsELB (Conformity Monkey)
        - https://docs.aws.amazon.com/autoscaling/ec2/userguide/as-add-availability-zone.html
      examples:
        - name: the group has a third zone
          given:
            load_balancers: [{load_balancer: web, arn: "arn:lb/web", zones: [us-east-1a, us-east-1b]}]
            target_groups: [{target_group: web, arn: "arn:tg/web", load_balancer_arns: ["arn:lb/web"]}]
            auto_scaling_groups:
              - {auto_scaling_group: web, zones: [us-east-1a, us-east-1b, us-east-1c], target_group_arns: ["arn:tg/web"]}
          flags: [web]
        - name: public and private subnets of the same zones
          given:
            load_balancers: [{load_balancer: web, arn: "arn:lb/web", subnet_ids: [subnet-1, subnet-2]}]
            target_groups: [{target_group: web, arn: "arn:tg/web", load_balancer_arns: ["arn:lb/web"]}]
            auto_scaling_groups:
              - {auto_scaling_group: web, subnet_ids: [subnet-3, subnet-4], target_group_arns: ["arn:tg/web"]}
            subnets:
              - {subnet_id: subnet-1, zone: us-east-1a}
              - {subnet_id: subnet-2, zone: us-east-1b}
              - {subnet_id: subnet-3, zone: us-east-1a}
              - {subnet_id: subnet-4, zone: us-east-1b}
          flags: []
        - name: subnets of different zones
          given:
            load_balancers: [{load_balancer: web, arn: "arn:lb/web", subnet_ids: [subnet-1]}]
            target_groups: [{target_group: web, arn: "arn:tg/web", load_balancer_arns: ["arn:lb/web"]}]
            auto_scaling_groups: [{auto_scaling_group: web, subnet_ids: [subnet-3], target_group_arns: ["arn:tg/web"]}]
            subnets: [{subnet_id: subnet-1, zone: us-east-1a}, {subnet_id: subnet-3, zone: us-east-1b}]
          flags: [web]
        - name: a classic balancer with a zone more than its group
          given:
            classic_load_balancers: [{load_balancer: old, zones: [us-east-1a, us-east-1b]}]
            auto_scaling_groups: [{auto_scaling_group: old, zones: [us-east-1a], classic_load_balancers: [old]}]
          flags: [old]
        - name: a classic balancer and its group in the same zones
          given:
            classic_load_balancers: [{load_balancer: old, zones: [us-east-1a, us-east-1b]}]
            auto_scaling_groups:
              - {auto_scaling_group: old, zones: [us-east-1b, us-east-1a], classic_load_balancers: [old]}
          flags: []
        - name: two groups that fill its zones together
          given:
            load_balancers: [{load_balancer: web, arn: "arn:lb/web", zones: [us-east-1a, us-east-1b]}]
            target_groups: [{target_group: web, arn: "arn:tg/web", load_balancer_arns: ["arn:lb/web"]}]
            auto_scaling_groups:
              - {auto_scaling_group: web-a, zones: [us-east-1a], target_group_arns: ["arn:tg/web"]}
              - {auto_scaling_group: web-b, zones: [us-east-1b], target_group_arns: ["arn:tg/web"]}
          flags: []
        - name: an instance registered by hand fills the other zone
          given:
            load_balancers: [{load_balancer: web, arn: "arn:lb/web", zones: [us-east-1a, us-east-1b]}]
            target_groups: [{target_group: web, arn: "arn:tg/web", load_balancer_arns: ["arn:lb/web"]}]
            auto_scaling_groups: [{auto_scaling_group: web, zones: [us-east-1a], target_group_arns: ["arn:tg/web"]}]
            target_group_targets: [{target_group: web, target_id: i-9}]
            instances: [{instance_id: i-9, state: running, zone: us-east-1b}]
          flags: []
        - name: a balancer without a group
          given: {load_balancers: [{load_balancer: web, arn: "arn:lb/web", zones: [us-east-1a]}]}
          flags: []
      """#
    ),
    (
      "rules/conformity/resource-untagged.yaml",
      #"""
      id: resource-untagged
      title: Resource without tags
      family: conformity
      severity: low
      resource: resource
      rationale: >-
        What has no tag has no owner: its cost is nobody's, and nobody can be asked whether it is still wanted.
        Set `required` to tag keys, with commas, to ask for these; otherwise any tag of one's own will do.
      parameters: {required: ""}
      query: |
        WITH wanted AS (
          SELECT trim(value) AS key FROM json_each('["' || replace(:required, ',', '","') || '"]') WHERE trim(value) <> ''
        )
        SELECT r.resource_type, r.resource_id, r.account_id, r.region,
          CASE WHEN NOT EXISTS (SELECT 1 FROM json_each(r.tags) t WHERE t.key NOT GLOB 'aws:*') THEN 'has no tags'
            ELSE 'lacks ' || (SELECT group_concat(key, ', ') FROM wanted WHERE coalesce(tag(r.tags, key), '') = '')
          END AS message
        FROM resources r
        WHERE r.tags IS NOT NULL AND r.resource_type NOT IN ('subnet', 'launch_template', 'target_group')
          AND (NOT EXISTS (SELECT 1 FROM json_each(r.tags) t WHERE t.key NOT GLOB 'aws:*')
            OR EXISTS (SELECT 1 FROM wanted WHERE coalesce(tag(r.tags, key), '') = ''))
          AND NOT EXISTS (
            SELECT 1 FROM instances i
            WHERE r.resource_type = 'instance' AND i.account_id = r.account_id AND i.region = r.region
              AND i.instance_id = r.resource_id AND i.state IN ('terminated', 'shutting-down'))
      references:
        - AWS Config required-tags
        - Cloud Custodian tag compliance
      examples:
        - name: no tags at all
          given: {resources: [{resource_type: ebs_volume, resource_id: vol-1, tags: {}}]}
          flags: [vol-1]
        - name: only tags that the provider set
          given:
            resources:
              - {resource_type: instance, resource_id: i-1, tags: {"aws:autoscaling:groupName": web}}
          flags: [i-1]
        - name: one tag of its own
          given: {resources: [{resource_type: ebs_volume, resource_id: vol-1, tags: {team: search}}]}
          flags: []
        - name: a type that cannot have tags, or whose tags nobody was allowed to read
          given:
            resources:
              - {resource_type: launch_configuration, resource_id: web, tags: null}
              - {resource_type: load_balancer, resource_id: web, tags: null}
          flags: []
        - name: an instance that has ended and is still listed
          given:
            resources: [{resource_type: instance, resource_id: i-1, tags: {}}]
            instances: [{instance_id: i-1, state: terminated}]
          flags: []
      """#
    ),
    (
      "rules/spend/load-test-left-running.yaml",
      #"""
      id: load-test-left-running
      title: Load test that never ended
      family: spend
      severity: high
      resource: instance
      rationale: >-
        The machines of a load test are large and many, and are needed for hours. They are known by a tag, or by
        "loadtest" in their name however it is written.
      parameters: {days: 3, tag: role, value: load-test}
      query: |
        SELECT instance_id AS resource_id, account_id, region, launched_at AS since,
          coalesce(name || ', ', '') || coalesce(instance_type || ', ', '') || 'runs since ' || date(launched_at)
            || ', ' || CAST(julianday(as_of()) - julianday(launched_at) AS INTEGER) || ' days' AS message
        FROM instances
        WHERE state = 'running' AND launched_at <= days_ago(:days)
          AND (lower(tag(tags, :tag)) = lower(:value)
            OR replace(replace(replace(lower(name), '-', ''), '_', ''), ' ', '') GLOB '*loadtest*')
      cleanup: {action: stop-instance, retention_days: 1}
      references:
        - Cloud Custodian off-hours and garbage collection policies
      examples:
        - name: tagged, for four days
          given: {instances: [{instance_id: i-1, state: running, launched_at: 4 days ago, tags: {role: load-test}}]}
          flags: [i-1]
        - name: tagged, for two days
          given: {instances: [{instance_id: i-1, state: running, launched_at: 2 days ago, tags: {role: load-test}}]}
          flags: []
        - name: told by its name
          given:
            instances:
              - {instance_id: i-1, state: running, launched_at: 4 days ago, name: Load_Test 3}
              - {instance_id: i-2, state: running, launched_at: 4 days ago, name: loadtest-injector}
          flags: [i-1, i-2]
        - name: a name that only looks alike
          given: {instances: [{instance_id: i-1, state: running, launched_at: 4 days ago, name: download-latest}]}
          flags: []
        - name: ended by being stopped
          given: {instances: [{instance_id: i-1, state: stopped, launched_at: 4 days ago, tags: {role: load-test}}]}
          flags: []
      """#
    ),
    (
      "rules/unused/address-unassociated.yaml",
      #"""
      id: address-unassociated
      title: Public address associated with nothing
      family: unused
      severity: low
      resource: address
      rationale: >-
        An address is billed by the hour, and one that nothing uses is also one that others may still trust:
        a firewall that lets it in, a name that points to it.
      parameters: {days: 0}
      query: |
        SELECT allocation_id AS resource_id, account_id, region, unassociated_since AS since,
          coalesce(public_ip || ' is ', '') || 'associated with nothing since ' || date(unassociated_since) AS message
        FROM addresses
        WHERE association_id IS NULL AND instance_id IS NULL AND network_interface_id IS NULL
          AND service_managed IS NULL AND unassociated_since <= days_ago(:days)
      cleanup: {action: release-address, retention_days: 7}
      references:
        - Cloud Custodian unused elastic ip policy
        - https://aws.amazon.com/vpc/pricing/
      examples:
        - name: associated with nothing
          given: {addresses: [{allocation_id: eipalloc-1, public_ip: 203.0.113.7, unassociated_since: 1 day ago}]}
          flags: [eipalloc-1]
        - name: of an instance
          given: {addresses: [{allocation_id: eipalloc-1, association_id: eipassoc-1, instance_id: i-1}]}
          flags: []
        - name: of a NAT gateway's network interface, which is no instance
          given: {addresses: [{allocation_id: eipalloc-1, association_id: eipassoc-1, network_interface_id: eni-1}]}
          flags: []
        - name: of a service that manages it, between two uses
          given: {addresses: [{allocation_id: eipalloc-1, service_managed: alb, unassociated_since: 1 day ago}]}
          flags: []
      """#
    ),
    (
      "rules/unused/auto-scaling-group-empty.yaml",
      #"""
      id: auto-scaling-group-empty
      title: Auto scaling group without instances
      family: unused
      severity: low
      resource: auto_scaling_group
      rationale: >-
        An empty group costs nothing by itself. It keeps a launch configuration or template, images, alarms and
        often a load balancer alive, and can start instances again by one wrong number. Groups that sleep at
        night or wait for a job are empty for hours, not for weeks.
      parameters: {days: 30}
      query: |
        SELECT auto_scaling_group AS resource_id, account_id, region, empty_since AS since,
          'no instances since ' || date(empty_since) || ' (at most ' || coalesce(max_size, '?') || ')' AS message
        FROM auto_scaling_groups
        WHERE instance_count = 0 AND coalesce(desired_capacity, 0) = 0 AND NOT coalesce(warm_pool, 0)
          AND empty_since <= days_ago(:days)
      cleanup: {action: delete-auto-scaling-group, retention_days: 14}
      references:
        - SimianArmy OldEmptyASGRule
      examples:
        - name: empty for 31 days
          given:
            auto_scaling_groups:
              - {auto_scaling_group: web, instance_count: 0, desired_capacity: 0, max_size: 0, empty_since: 31 days ago}
          flags: [web]
        - name: empty for 29 days
          given:
            auto_scaling_groups:
              - {auto_scaling_group: web, instance_count: 0, desired_capacity: 0, max_size: 0, empty_since: 29 days ago}
          flags: []
        - name: has an instance
          given: {auto_scaling_groups: [{auto_scaling_group: web, instance_count: 1, desired_capacity: 1}]}
          flags: []
        - name: wants instances and gets none, which is an outage and no leftover
          given:
            auto_scaling_groups:
              - {auto_scaling_group: web, instance_count: 0, desired_capacity: 3, max_size: 4, empty_since: 31 days ago}
          flags: []
        - name: keeps a warm pool
          given:
            auto_scaling_groups:
              - {auto_scaling_group: web, instance_count: 0, desired_capacity: 0, warm_pool: true, empty_since: 31 days ago}
          flags: []
      """#
    ),
    (
      "rules/unused/classic-load-balancer-empty.yaml",
      #"""
      id: classic-load-balancer-empty
      title: Classic load balancer without instances
      family: unused
      severity: medium
      resource: classic_load_balancer
      rationale: >-
        A classic load balancer is billed by the hour, and without an instance behind it every request fails.
        One that serves an auto scaling group is empty while the group is at zero, as at night: the group tells.
      query: |
        SELECT b.load_balancer AS resource_id, b.account_id, b.region, b.empty_since AS since,
          'no instances since ' || date(b.empty_since) AS message
        FROM classic_load_balancers b
        WHERE b.instance_count = 0
          AND (b.account_id, b.region, b.load_balancer) NOT IN (
            SELECT g.account_id, g.region, served.value
            FROM auto_scaling_groups g, json_each(g.classic_load_balancers) served
            WHERE g.max_size > 0)
      cleanup: {action: delete-classic-load-balancer, retention_days: 7}
      references:
        - SimianArmy OrphanedELBRule
      examples:
        - name: no instances
          given: {classic_load_balancers: [{load_balancer: old, instance_count: 0, empty_since: 5 days ago}]}
          flags: [old]
        - name: one instance
          given: {classic_load_balancers: [{load_balancer: old, instance_count: 1}]}
          flags: []
        - name: empty while its group sleeps, and the group may grow again
          given:
            classic_load_balancers: [{load_balancer: staging, instance_count: 0, empty_since: 1 day ago}]
            auto_scaling_groups:
              - {auto_scaling_group: staging, classic_load_balancers: [staging], instance_count: 0, max_size: 4}
          flags: []
        - name: of a group that may never have an instance again
          given:
            classic_load_balancers: [{load_balancer: poll, instance_count: 0, empty_since: 1 day ago}]
            auto_scaling_groups:
              - {auto_scaling_group: poll, classic_load_balancers: [poll], instance_count: 0, max_size: 0}
          flags: [poll]
      """#
    ),
    (
      "rules/unused/ebs-snapshot-orphaned.yaml",
      #"""
      id: ebs-snapshot-orphaned
      title: EBS snapshot that no image has and whose volume is gone
      family: unused
      severity: low
      resource: ebs_snapshot
      rationale: >-
        A snapshot outlives the volume that it was taken from, and is billed for as long as it stands. Some are
        the last copy of something that must be kept: such a snapshot deserves a tag that says so.
      parameters: {days: 30}
      query: |
        SELECT s.snapshot_id AS resource_id, s.account_id, s.region,
          coalesce(s.size_gib || ' GiB ', '') || 'of ' || date(s.created_at) || ', its volume ' || s.volume_id
            || ' is gone and no image has it' AS message
        FROM ebs_snapshots s
        WHERE s.state = 'completed' AND s.created_at <= days_ago(:days)
          AND tag(s.tags, 'aws:backup:source-resource') IS NULL AND tag(s.tags, 'dlm:managed') IS NULL
          AND NOT EXISTS (
            SELECT 1 FROM ebs_volumes v
            WHERE v.account_id = s.account_id AND v.region = s.region AND v.volume_id = s.volume_id)
          AND (s.account_id, s.region, s.snapshot_id) NOT IN (
            SELECT i.account_id, i.region, held.value FROM images i, json_each(i.snapshot_ids) held)
      cleanup: {action: delete-ebs-snapshot, retention_days: 14}
      references:
        - SimianArmy NoGeneratedAMIRule
        - https://docs.aws.amazon.com/ebs/latest/userguide/ebs-deleting-snapshot.html
      examples:
        - name: taken 31 days ago, volume gone
          given: {ebs_snapshots: [{snapshot_id: snap-1, volume_id: vol-1, state: completed, created_at: 31 days ago}]}
          flags: [snap-1]
        - name: taken 29 days ago, volume gone
          given: {ebs_snapshots: [{snapshot_id: snap-1, volume_id: vol-1, state: completed, created_at: 29 days ago}]}
          flags: []
        - name: the volume still stands
          given:
            ebs_snapshots: [{snapshot_id: snap-1, volume_id: vol-1, state: completed, created_at: 400 days ago}]
            ebs_volumes: [{volume_id: vol-1, state: in-use}]
          flags: []
        - name: an image has it; that its volume is gone is how images are made
          given:
            ebs_snapshots:
              - {snapshot_id: snap-1, volume_id: vol-1, state: completed, created_at: 400 days ago}
              - {snapshot_id: snap-2, volume_id: vol-ffffffff, state: completed, created_at: 400 days ago}
              - {snapshot_id: snap-3, volume_id: vol-3, state: completed, created_at: 400 days ago}
            images: [{image_id: ami-1, snapshot_ids: [snap-1, snap-2]}]
          flags: [snap-3]
        - name: a backup plan keeps it and will let it go
          given:
            ebs_snapshots:
              - snapshot_id: snap-1
                volume_id: vol-1
                state: completed
                created_at: 400 days ago
                tags: {"aws:backup:source-resource": vol-1}
          flags: []
      """#
    ),
    (
      "rules/unused/ebs-volume-detached.yaml",
      #"""
      id: ebs-volume-detached
      title: EBS volume attached to nothing for 30 days
      family: unused
      severity: medium
      resource: ebs_volume
      rationale: >-
        A volume is billed by its size whether or not an instance uses it. Volumes are left behind when an
        instance goes whose disks are not deleted with it. What it holds may still be wanted: take a snapshot,
        which costs a part of it, before it goes.
      parameters: {days: 30}
      query: |
        SELECT volume_id AS resource_id, account_id, region, detached_since AS since,
          coalesce(size_gib || ' GiB ', '') || coalesce(volume_type || ' ', '')
            || 'attached to nothing since ' || date(detached_since) AS message
        FROM ebs_volumes
        WHERE state = 'available' AND detached_since <= days_ago(:days)
      cleanup: {action: delete-ebs-volume, retention_days: 7}
      references:
        - SimianArmy OldDetachedVolumeRule
        - https://docs.aws.amazon.com/ebs/latest/userguide/ebs-deleting-volume.html
      examples:
        - name: detached for 31 days
          given: {ebs_volumes: [{volume_id: vol-1, state: available, detached_since: 31 days ago}]}
          flags: [vol-1]
        - name: detached for exactly 30 days
          given: {ebs_volumes: [{volume_id: vol-1, state: available, detached_since: 30 days ago}]}
          flags: [vol-1]
        - name: detached for 29 days
          given: {ebs_volumes: [{volume_id: vol-1, state: available, detached_since: 29 days ago}]}
          flags: []
        - name: made years ago, and detached only yesterday
          given:
            ebs_volumes:
              - {volume_id: vol-1, state: available, created_at: 900 days ago, detached_since: 1 day ago}
          flags: []
        - name: in use
          given: {ebs_volumes: [{volume_id: vol-1, state: in-use, instance_ids: [i-1]}]}
          flags: []
      """#
    ),
    (
      "rules/unused/image-unused.yaml",
      #"""
      id: image-unused
      title: Image that nothing has used for 90 days
      family: unused
      severity: low
      resource: image
      rationale: >-
        An image is free, and its snapshots are not. One that no instance, launch configuration or launch template
        refers to is most likely an old version. Another account may launch a public or shared one: who shares
        an image should tag it.
      parameters: {days: 90}
      query: |
        WITH used AS (
          SELECT account_id, region, image_id FROM instances WHERE state <> 'terminated'
          UNION SELECT account_id, region, image_id FROM launch_configurations
          UNION SELECT account_id, region, image_id FROM launch_template_versions
        )
        SELECT i.image_id AS resource_id, i.account_id, i.region,
          coalesce(i.name || ', ', '') || 'made on ' || date(i.created_at) || ', is used by no instance, launch '
            || 'configuration or launch template' AS message
        FROM images i LEFT JOIN used u
          ON u.account_id = i.account_id AND u.region = i.region AND u.image_id = i.image_id
        WHERE u.image_id IS NULL AND i.state = 'available' AND NOT coalesce(i.public, 0)
          AND i.created_at <= days_ago(:days)
          AND (i.last_launched_at IS NULL OR i.last_launched_at <= days_ago(:days))
      references:
        - SimianArmy UnusedImageRule
      examples:
        - name: made 91 days ago and used by nothing
          given: {images: [{image_id: ami-1, state: available, created_at: 91 days ago}]}
          flags: [ami-1]
        - name: made 89 days ago
          given: {images: [{image_id: ami-1, state: available, created_at: 89 days ago}]}
          flags: []
        - name: an instance runs from it, a stopped one too, a template and a configuration name it
          given:
            images:
              - {image_id: ami-1, state: available, created_at: 400 days ago}
              - {image_id: ami-2, state: available, created_at: 400 days ago}
              - {image_id: ami-3, state: available, created_at: 400 days ago}
              - {image_id: ami-4, state: available, created_at: 400 days ago}
            instances:
              - {instance_id: i-1, state: running, image_id: ami-1}
              - {instance_id: i-2, state: stopped, image_id: ami-2}
            launch_template_versions: [{launch_template_id: lt-1, version: 3, image_id: ami-3}]
            launch_configurations: [{launch_configuration: web, image_id: ami-4}]
          flags: []
        - name: only an instance that has ended came from it
          given:
            images: [{image_id: ami-1, state: available, created_at: 400 days ago}]
            instances: [{instance_id: i-1, state: terminated, image_id: ami-1}]
          flags: [ami-1]
        - name: launched last week, perhaps by another account, and gone again
          given:
            images: [{image_id: ami-1, state: available, created_at: 400 days ago, last_launched_at: 7 days ago}]
          flags: []
        - name: public
          given: {images: [{image_id: ami-1, state: available, created_at: 400 days ago, public: true}]}
          flags: []
      """#
    ),
    (
      "rules/unused/instance-stopped.yaml",
      #"""
      id: instance-stopped
      title: Instance stopped for 30 days
      family: unused
      severity: medium
      resource: instance
      rationale: >-
        A stopped instance costs nothing, but its volumes and addresses are billed as if it ran. After a month
        hardly anybody starts it again; an image keeps all that it was for a part of the price.
      parameters: {days: 30}
      query: |
        SELECT instance_id AS resource_id, account_id, region, stopped_since AS since,
          coalesce(instance_type || ' ', '') || 'stopped since ' || date(stopped_since) || ', with '
            || coalesce(json_array_length(volume_ids), 0)
            || iif(json_array_length(volume_ids) = 1, ' volume', ' volumes') AS message
        FROM instances
        WHERE state = 'stopped' AND stopped_since <= days_ago(:days)
      cleanup: {action: terminate-instance, retention_days: 14}
      references:
        - Cloud Custodian stopped instance policy
        - AWS Config ec2-stopped-instance
      examples:
        - name: stopped for 31 days
          given: {instances: [{instance_id: i-1, state: stopped, stopped_since: 31 days ago, volume_ids: [vol-1]}]}
          flags: [i-1]
        - name: stopped for 29 days
          given: {instances: [{instance_id: i-1, state: stopped, stopped_since: 29 days ago}]}
          flags: []
        - name: launched years ago and stopped last week
          given: {instances: [{instance_id: i-1, state: stopped, launched_at: 900 days ago, stopped_since: 7 days ago}]}
          flags: []
        - name: running
          given: {instances: [{instance_id: i-1, state: running}]}
          flags: []
      """#
    ),
    (
      "rules/unused/load-balancer-without-targets.yaml",
      #"""
      id: load-balancer-without-targets
      title: Load balancer none of whose target groups has a target
      family: unused
      severity: medium
      resource: load_balancer
      rationale: >-
        A load balancer is billed by the hour, and with no target behind it every request fails. A balancer whose
        listeners only redirect or answer themselves has no target group at all; that is healthy.
      query: |
        SELECT l.load_balancer AS resource_id, l.account_id, l.region, max(t.empty_since) AS since,
          'no targets in ' || group_concat(t.target_group, ', ') || ' since ' || date(max(t.empty_since)) AS message
        FROM load_balancers l
        JOIN (
          SELECT g.account_id, g.region, g.target_group, g.target_count, g.empty_since, b.value AS load_balancer_arn
          FROM target_groups g, json_each(g.load_balancer_arns) b
          ORDER BY g.target_group
        ) t ON t.account_id = l.account_id AND t.region = l.region AND t.load_balancer_arn = l.arn
        GROUP BY l.account_id, l.region, l.load_balancer
        HAVING sum(t.target_count) = 0
      cleanup: {action: delete-load-balancer, retention_days: 7}
      references:
        - SimianArmy OrphanedELBRule
        - https://docs.aws.amazon.com/elasticloadbalancing/latest/application/load-balancer-target-groups.html
      examples:
        - name: its only target group is empty
          given:
            load_balancers: [{load_balancer: web, arn: "arn:lb/web"}]
            target_groups: [{target_group: web, load_balancer_arns: ["arn:lb/web"], target_count: 0, empty_since: 3 days ago}]
          flags: [web]
        - name: both of its target groups are empty
          given:
            load_balancers: [{load_balancer: web, arn: "arn:lb/web"}]
            target_groups:
              - {target_group: blue, load_balancer_arns: ["arn:lb/web"], target_count: 0, empty_since: 3 days ago}
              - {target_group: green, load_balancer_arns: ["arn:lb/web"], target_count: 0, empty_since: 9 days ago}
          flags: [web]
        - name: one of two target groups has a target, as between a blue and a green version
          given:
            load_balancers: [{load_balancer: web, arn: "arn:lb/web"}]
            target_groups:
              - {target_group: blue, load_balancer_arns: ["arn:lb/web"], target_count: 0, empty_since: 3 days ago}
              - {target_group: green, load_balancer_arns: ["arn:lb/web"], target_count: 1}
          flags: []
        - name: an empty target group that no load balancer has
          given:
            load_balancers: [{load_balancer: web, arn: "arn:lb/web"}]
            target_groups:
              - {target_group: web, load_balancer_arns: ["arn:lb/web"], target_count: 2}
              - {target_group: old, load_balancer_arns: [], target_count: 0, empty_since: 3 days ago}
          flags: []
        - name: its listeners only redirect
          given: {load_balancers: [{load_balancer: redirect, arn: "arn:lb/redirect"}]}
          flags: []
      """#
    ),
  ]
}

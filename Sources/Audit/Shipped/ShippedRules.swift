// swift-format-ignore-file
// Made by scripts/embed-rules from rules/. Change the rule files and run `make generate`.

/// The rule files that travel with the binary.
enum ShippedRules {
  /// Path and text of each file under rules/.
  static let files: [(path: String, yaml: String)] = [
    (
      "rules/conformity/access-key-old.yaml",
      #"""
      id: access-key-old
      title: Access key of over 90 days, or one that nobody uses
      family: conformity
      severity: high
      resource: access_key
      rationale: >-
        A key in a file is copied with the file. Roles need none. An old key that is used must be replaced by its user;
        one that is not used can simply be switched off.
      parameters: {days: 90, unused_days: 45}
      query: |
        SELECT access_key_id AS resource_id, account_id, region, created_at AS since,
          'of ' || user_name || ', made on ' || date(created_at)
            || coalesce(', used last on ' || date(used_at), ', never used') AS message
        FROM access_keys
        WHERE state = 'Active'
          AND (created_at <= days_ago(:days) OR coalesce(used_at, created_at) <= days_ago(:unused_days))
      references:
        - AWS Foundational Security Best Practices IAM.3, IAM.22
        - CIS AWS Foundations 3.0.0, 1.14
      examples:
        - name: 91 days old and in use
          given: {access_keys: [{access_key_id: AKIA1, user_name: ann, state: Active, created_at: 91 days ago, used_at: 1 day ago}]}
          flags: [AKIA1]
        - name: 89 days old and in use
          given: {access_keys: [{access_key_id: AKIA1, user_name: ann, state: Active, created_at: 89 days ago, used_at: 1 day ago}]}
          flags: []
        - name: 60 days old and never used
          given: {access_keys: [{access_key_id: AKIA1, user_name: ann, state: Active, created_at: 60 days ago}]}
          flags: [AKIA1]
        - name: old and switched off
          given: {access_keys: [{access_key_id: AKIA1, user_name: ann, state: Inactive, created_at: 900 days ago}]}
          flags: []
      """#
    ),
    (
      "rules/conformity/alarm-without-action.yaml",
      #"""
      id: alarm-without-action
      title: Alarm that tells nobody
      family: conformity
      severity: medium
      resource: cloudwatch_alarm
      rationale: >-
        An alarm without an action, or with its actions off, turns red where nobody looks. Alarms that others combine
        (composite alarms) and those that scale a group are in use: a scaling alarm has its policy as action.
      query: |
        SELECT alarm AS resource_id, account_id, region,
          CASE WHEN action_count = 0 THEN 'no action' ELSE 'its actions are switched off' END || coalesce(' for ' || metric, '')
            AS message
        FROM cloudwatch_alarms
        WHERE (action_count = 0 OR actions_enabled = 0)
          AND coalesce(json_array_length(ok_actions), 0) = 0 AND coalesce(json_array_length(insufficient_data_actions), 0) = 0
      references:
        - AWS Foundational Security Best Practices CloudWatch.15, CloudWatch.17
      examples:
        - name: no action
          given: {cloudwatch_alarms: [{alarm: cpu, action_count: 0, actions_enabled: true, metric: CPUUtilization}]}
          flags: [cpu]
        - name: one action
          given: {cloudwatch_alarms: [{alarm: cpu, action_count: 1, actions_enabled: true}]}
          flags: []
        - name: an action that is switched off
          given: {cloudwatch_alarms: [{alarm: cpu, action_count: 1, actions_enabled: false}]}
          flags: [cpu]
        - name: tells when it is well again
          given: {cloudwatch_alarms: [{alarm: cpu, action_count: 0, actions_enabled: true, ok_actions: ["arn:aws:sns:us-east-1:111111111111:ops"]}]}
          flags: []
      """#
    ),
    (
      "rules/conformity/athena-no-scan-limit.yaml",
      #"""
      id: athena-no-scan-limit
      title: Athena workgroup in which a query may scan everything
      family: conformity
      severity: medium
      resource: athena_workgroup
      rationale: >-
        Athena is paid for by what a query scans, and one without a filter scans all there is. A limit by query stops it
        before it costs. A limit that clients may override holds for those who do not.
      query: |
        SELECT workgroup AS resource_id, account_id, region,
          CASE WHEN scan_limit_bytes IS NULL THEN 'no limit of what a query may scan'
            ELSE 'clients may override the limit' END AS message
        FROM athena_workgroups
        WHERE state = 'ENABLED' AND (scan_limit_bytes IS NULL OR enforced = 0)
      references:
        - https://docs.aws.amazon.com/athena/latest/ug/workgroups-setting-control-limits-cloudwatch.html
        - AWS Well-Architected COST02-BP05
      examples:
        - name: no limit
          given: {athena_workgroups: [{workgroup: primary, state: ENABLED, enforced: true}]}
          flags: [primary]
        - name: a limit
          given: {athena_workgroups: [{workgroup: primary, state: ENABLED, enforced: true, scan_limit_bytes: 10000000000}]}
          flags: []
        - name: a limit that clients may override
          given: {athena_workgroups: [{workgroup: primary, state: ENABLED, enforced: false, scan_limit_bytes: 10000000000}]}
          flags: [primary]
        - name: switched off
          given: {athena_workgroups: [{workgroup: old, state: DISABLED}]}
          flags: []
      """#
    ),
    (
      "rules/conformity/cross-zone-balancing.yaml",
      #"""
      id: cross-zone-balancing
      title: Classic load balancer that spreads requests by zone and not by instance
      family: conformity
      severity: low
      resource: classic_load_balancer
      rationale: >-
        Without cross-zone balancing each zone gets the same share of the requests, however few instances it has: one
        instance beside five gets as much as the five together. On a classic load balancer it costs nothing.
      query: |
        SELECT load_balancer AS resource_id, account_id, region,
          'cross-zone balancing is off, over ' || json_array_length(zones) || ' zones' AS message
        FROM classic_load_balancers
        WHERE cross_zone = 0 AND json_array_length(zones) > 1
      references:
        - SimianArmy CrossZoneLoadBalancing
        - AWS Foundational Security Best Practices ELB.9
      examples:
        - name: off, over two zones
          given: {classic_load_balancers: [{load_balancer: web, cross_zone: 0, zones: [us-east-1a, us-east-1b]}]}
          flags: [web]
        - name: off, in one zone
          given: {classic_load_balancers: [{load_balancer: web, cross_zone: 0, zones: [us-east-1a]}]}
          flags: []
        - name: on
          given: {classic_load_balancers: [{load_balancer: web, cross_zone: 1, zones: [us-east-1a, us-east-1b]}]}
          flags: []
        - name: nobody was allowed to ask
          given: {classic_load_balancers: [{load_balancer: web, zones: [us-east-1a, us-east-1b]}]}
          flags: []
      """#
    ),
    (
      "rules/conformity/dynamodb-no-recovery.yaml",
      #"""
      id: dynamodb-no-recovery
      title: DynamoDB table without point-in-time recovery
      family: conformity
      severity: medium
      resource: dynamodb_table
      rationale: >-
        A table has no backup unless one is asked for, and a wrong script empties it in seconds. A table that only caches
        what is elsewhere needs none: except it.
      query: |
        SELECT dynamodb_table AS resource_id, account_id, region,
          coalesce(items || ' items, ', '') || 'point-in-time recovery is off' AS message
        FROM dynamodb_tables
        WHERE point_in_time_recovery = 'DISABLED' AND coalesce(state, 'ACTIVE') = 'ACTIVE'
      references:
        - AWS Foundational Security Best Practices DynamoDB.2
        - AWS Well-Architected REL09-BP03
      examples:
        - name: 'off'
          given: {dynamodb_tables: [{dynamodb_table: votes, state: ACTIVE, point_in_time_recovery: DISABLED}]}
          flags: [votes]
        - name: 'on'
          given: {dynamodb_tables: [{dynamodb_table: votes, state: ACTIVE, point_in_time_recovery: ENABLED}]}
          flags: []
        - name: being deleted, and one of which nobody could ask
          given:
            dynamodb_tables:
              - {dynamodb_table: old, state: DELETING, point_in_time_recovery: DISABLED}
              - {dynamodb_table: votes, state: ACTIVE}
          flags: []
      """#
    ),
    (
      "rules/conformity/ebs-no-recent-snapshot.yaml",
      #"""
      id: ebs-no-recent-snapshot
      title: Volume in use without a recent snapshot
      family: conformity
      severity: low
      resource: ebs_volume
      rationale: >-
        What a volume holds is lost with its zone. Members of groups hold nothing of their own, and neither does the disk
        an instance starts from: both are left alone. Databases that copy themselves elsewhere need no snapshot: except
        them.
      parameters: {days: 7}
      query: |
        SELECT v.volume_id AS resource_id, v.account_id, v.region,
          coalesce(v.size_gib || ' GiB of ', '') || min(coalesce(i.name, i.instance_id))
            || coalesce(', last snapshot on ' || date(max(s.created_at)), ', no snapshot') AS message
        FROM ebs_volumes v
        JOIN ebs_volume_attachments a ON a.account_id = v.account_id AND a.region = v.region AND a.volume_id = v.volume_id
        JOIN instances i ON i.account_id = a.account_id AND i.region = a.region AND i.instance_id = a.instance_id
        LEFT JOIN ebs_snapshots s
          ON s.account_id = v.account_id AND s.region = v.region AND s.volume_id = v.volume_id AND s.state = 'completed'
        WHERE v.state = 'in-use' AND v.created_at <= days_ago(:days) AND i.state = 'running'
          AND i.auto_scaling_group IS NULL AND a.device <> coalesce(i.root_device, '')
        GROUP BY v.account_id, v.region, v.volume_id
        HAVING coalesce(max(s.created_at), '') < days_ago(:days)
      references:
        - AWS Foundational Security Best Practices EC2.28
        - AWS Well-Architected REL09-BP03
      examples:
        - name: last snapshot eight days ago
          given:
            ebs_volumes: &volume [{volume_id: vol-1, state: in-use, created_at: 90 days ago, size_gib: 500}]
            ebs_volume_attachments: &attached [{volume_id: vol-1, instance_id: i-1, device: /dev/sdf}]
            instances: &instance [{instance_id: i-1, state: running, name: db, root_device: /dev/xvda}]
            ebs_snapshots: [{snapshot_id: snap-1, volume_id: vol-1, state: completed, created_at: 8 days ago}]
          flags: [vol-1]
        - name: last snapshot six days ago
          given:
            ebs_volumes: *volume
            ebs_volume_attachments: *attached
            instances: *instance
            ebs_snapshots: [{snapshot_id: snap-1, volume_id: vol-1, state: completed, created_at: 6 days ago}]
          flags: []
        - name: none yet, and the volume is new
          given:
            ebs_volumes: [{volume_id: vol-1, state: in-use, created_at: 2 days ago}]
            ebs_volume_attachments: *attached
            instances: *instance
          flags: []
        - name: the disk that the instance starts from
          given:
            ebs_volumes: *volume
            ebs_volume_attachments: [{volume_id: vol-1, instance_id: i-1, device: /dev/xvda}]
            instances: *instance
          flags: []
        - name: of a member of a group
          given:
            ebs_volumes: *volume
            ebs_volume_attachments: *attached
            instances: [{instance_id: i-1, state: running, auto_scaling_group: web, root_device: /dev/xvda}]
          flags: []
        - name: a snapshot that failed
          given:
            ebs_volumes: *volume
            ebs_volume_attachments: *attached
            instances: *instance
            ebs_snapshots: [{snapshot_id: snap-1, volume_id: vol-1, state: error, created_at: 1 day ago}]
          flags: [vol-1]
      """#
    ),
    (
      "rules/conformity/ebs-unencrypted.yaml",
      #"""
      id: ebs-unencrypted
      title: EBS volume that is not encrypted
      family: conformity
      severity: medium
      resource: resource
      rationale: >-
        Encryption costs nothing, and each region can have it on for all new volumes. An existing volume is encrypted by
        way of a snapshot's copy. Volumes of an auto scaling group come and go with its template: they are told
        once, by the group.
      query: |
        WITH bare AS (
          SELECT v.account_id, v.region, v.volume_id, v.size_gib, v.volume_type, min(i.auto_scaling_group) AS scaling_group
          FROM ebs_volumes v
          LEFT JOIN json_each(v.instance_ids) a
          LEFT JOIN instances i ON i.account_id = v.account_id AND i.region = v.region AND i.instance_id = a.value
          WHERE v.encrypted = 0 AND v.state <> 'deleting'
          GROUP BY v.account_id, v.region, v.volume_id
        )
        SELECT 'ebs_volume' AS resource_type, volume_id AS resource_id, account_id, region,
          coalesce(size_gib || ' GiB ', '') || coalesce(volume_type || ' ', '') || 'not encrypted' AS message
        FROM bare WHERE scaling_group IS NULL
        UNION ALL
        SELECT 'auto_scaling_group', scaling_group, account_id, region,
          count(*) || CASE WHEN count(*) = 1 THEN ' volume' ELSE ' volumes' END || ' of its instances not encrypted'
        FROM bare WHERE scaling_group IS NOT NULL GROUP BY account_id, region, scaling_group
      references:
        - AWS Foundational Security Best Practices EC2.3
        - CIS AWS Foundations 3.0.0, 2.2.1
      examples:
        - name: not encrypted
          given: {ebs_volumes: [{volume_id: vol-1, state: in-use, encrypted: false, size_gib: 8}]}
          flags: [vol-1]
        - name: encrypted
          given: {ebs_volumes: [{volume_id: vol-1, state: in-use, encrypted: true}]}
          flags: []
        - name: attached to nothing, and readable all the same
          given: {ebs_volumes: [{volume_id: vol-1, state: available, encrypted: false}]}
          flags: [vol-1]
        - name: being deleted
          given: {ebs_volumes: [{volume_id: vol-1, state: deleting, encrypted: false}]}
          flags: []
        - name: two of a group's, told once
          given:
            ebs_volumes:
              - {volume_id: vol-1, state: in-use, encrypted: false, instance_ids: [i-1]}
              - {volume_id: vol-2, state: in-use, encrypted: false, instance_ids: [i-2]}
            instances:
              - {instance_id: i-1, state: running, auto_scaling_group: web}
              - {instance_id: i-2, state: running, auto_scaling_group: web}
          flags: [web]
      """#
    ),
    (
      "rules/conformity/elasticache-no-failover.yaml",
      #"""
      id: elasticache-no-failover
      title: Cache without automatic failover
      family: conformity
      severity: medium
      resource: elasticache_replication_group
      rationale: >-
        Without failover the loss of the primary node is an outage until somebody acts. It needs a replica. A cache that
        is only a convenience, and is fast filled again, may do without: except it.
      query: |
        SELECT replication_group AS resource_id, account_id, region,
          'automatic failover is ' || automatic_failover || ', ' || json_array_length(cache_clusters)
            || CASE WHEN json_array_length(cache_clusters) = 1 THEN ' node' ELSE ' nodes' END AS message
        FROM elasticache_replication_groups
        WHERE automatic_failover NOT IN ('enabled', 'enabling') AND state <> 'deleting'
      references:
        - AWS Foundational Security Best Practices ElastiCache.3
        - AWS Well-Architected REL10-BP01
      examples:
        - name: disabled
          given: {elasticache_replication_groups: [{replication_group: web, state: available, automatic_failover: disabled, cache_clusters: [web-001]}]}
          flags: [web]
        - name: enabled
          given: {elasticache_replication_groups: [{replication_group: web, state: available, automatic_failover: enabled, cache_clusters: [web-001, web-002]}]}
          flags: []
        - name: just being enabled
          given: {elasticache_replication_groups: [{replication_group: web, state: modifying, automatic_failover: enabling, cache_clusters: [web-001, web-002]}]}
          flags: []
      """#
    ),
    (
      "rules/conformity/elasticache-one-zone.yaml",
      #"""
      id: elasticache-one-zone
      title: Cache whose nodes are all in one zone
      family: conformity
      severity: medium
      resource: elasticache_replication_group
      rationale: >-
        A replication group with all its nodes in one zone loses the cache with the zone, and the database behind it with
        the rush that follows. A group of one node is in one zone in any case; that is said by elasticache-no-failover.
      query: |
        SELECT m.replication_group AS resource_id, m.account_id, m.region,
          count(*) || ' nodes, all in ' || min(m.zone) AS message
        FROM elasticache_replication_group_members m
        JOIN elasticache_replication_groups g
          ON g.account_id = m.account_id AND g.region = m.region AND g.replication_group = m.replication_group
        WHERE m.zone IS NOT NULL
        GROUP BY m.account_id, m.region, m.replication_group
        HAVING count(*) > 1 AND count(DISTINCT m.zone) = 1
      references:
        - AWS Well-Architected REL10-BP01
        - https://docs.aws.amazon.com/AmazonElastiCache/latest/dg/AutoFailover.html
      examples:
        - name: two nodes in one zone
          given:
            elasticache_replication_groups: [{replication_group: web}]
            elasticache_replication_group_members:
              - {replication_group: web, cache_cluster: web-001, zone: us-east-1a}
              - {replication_group: web, cache_cluster: web-002, zone: us-east-1a}
          flags: [web]
        - name: two nodes in two zones
          given:
            elasticache_replication_groups: [{replication_group: web}]
            elasticache_replication_group_members:
              - {replication_group: web, cache_cluster: web-001, zone: us-east-1a}
              - {replication_group: web, cache_cluster: web-002, zone: us-east-1b}
          flags: []
        - name: one node
          given:
            elasticache_replication_groups: [{replication_group: web}]
            elasticache_replication_group_members: [{replication_group: web, cache_cluster: web-001, zone: us-east-1a}]
          flags: []
      """#
    ),
    (
      "rules/conformity/group-health-check.yaml",
      #"""
      id: group-health-check
      title: Auto scaling group behind a load balancer that only asks the machine
      family: conformity
      severity: medium
      resource: auto_scaling_group
      rationale: >-
        With the health check of EC2 a group keeps an instance whose machine runs and whose program does not. The load
        balancer knows better and sends it nothing, for ever. An old health check of EC2 is right for a group behind none.
      query: |
        SELECT auto_scaling_group AS resource_id, account_id, region,
          'health check ' || coalesce(health_check_type, 'EC2') || ', though a load balancer checks its instances' AS message
        FROM auto_scaling_groups
        WHERE instr(coalesce(health_check_type, 'EC2'), 'ELB') = 0
          AND (coalesce(target_group_arns, '[]') <> '[]' OR coalesce(classic_load_balancers, '[]') <> '[]')
          AND coalesce(max_size, 1) > 0
      references:
        - AWS Foundational Security Best Practices AutoScaling.1
        - https://docs.aws.amazon.com/autoscaling/ec2/userguide/ec2-auto-scaling-health-checks.html
      examples:
        - name: target groups, and the health check of EC2
          given: {auto_scaling_groups: [{auto_scaling_group: web, health_check_type: EC2, target_group_arns: ["arn:web"]}]}
          flags: [web]
        - name: target groups, and their health check
          given: {auto_scaling_groups: [{auto_scaling_group: web, health_check_type: ELB, target_group_arns: ["arn:web"]}]}
          flags: []
        - name: behind no load balancer
          given: {auto_scaling_groups: [{auto_scaling_group: batch, health_check_type: EC2, target_group_arns: []}]}
          flags: []
        - name: a classic load balancer's
          given: {auto_scaling_groups: [{auto_scaling_group: web, health_check_type: EC2, classic_load_balancers: [web]}]}
          flags: [web]
        - name: several kinds of check at once
          given: {auto_scaling_groups: [{auto_scaling_group: web, health_check_type: "EBS,ELB", target_group_arns: ["arn:web"]}]}
          flags: []
        - name: put to rest for good
          given: {auto_scaling_groups: [{auto_scaling_group: old, health_check_type: EC2, target_group_arns: ["arn:web"], max_size: 0}]}
          flags: []
      """#
    ),
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
      "rules/conformity/group-one-zone.yaml",
      #"""
      id: group-one-zone
      title: Auto scaling group in one zone only
      family: conformity
      severity: medium
      resource: auto_scaling_group
      rationale: >-
        A group in one zone is gone when the zone is. Batch work that reads much from one zone's disks is there on
        purpose, and a group of one instance cannot be in two. Zones are taken from the group and from its subnets; said
        is how many zones the VPC's subnets could give it.
      parameters: {instances: 2}
      query: |
        WITH own AS (
          SELECT g.account_id, g.region, g.auto_scaling_group, z.value AS zone FROM auto_scaling_groups g, json_each(g.zones) z
          UNION
          SELECT g.account_id, g.region, g.auto_scaling_group, s.zone FROM auto_scaling_groups g, json_each(g.subnet_ids) n
          JOIN subnets s ON s.account_id = g.account_id AND s.region = g.region AND s.subnet_id = n.value
        ),
        possible AS (
          SELECT g.account_id, g.region, g.auto_scaling_group, count(DISTINCT o.zone) AS zones
          FROM auto_scaling_groups g, json_each(g.subnet_ids) n
          JOIN subnets s ON s.account_id = g.account_id AND s.region = g.region AND s.subnet_id = n.value
          JOIN subnets o ON o.account_id = s.account_id AND o.region = s.region AND o.vpc_id = s.vpc_id
          GROUP BY g.account_id, g.region, g.auto_scaling_group
        )
        SELECT g.auto_scaling_group AS resource_id, g.account_id, g.region,
          'only ' || min(o.zone) || ', ' || g.instance_count || ' instances'
            || coalesce('; its VPC has subnets in ' || p.zones || ' zones', '') AS message
        FROM auto_scaling_groups g
        JOIN own o ON o.account_id = g.account_id AND o.region = g.region AND o.auto_scaling_group = g.auto_scaling_group
        LEFT JOIN possible p
          ON p.account_id = g.account_id AND p.region = g.region AND p.auto_scaling_group = g.auto_scaling_group
        WHERE max(coalesce(g.instance_count, 0), coalesce(g.desired_capacity, 0)) >= :instances
        GROUP BY g.account_id, g.region, g.auto_scaling_group
        HAVING count(DISTINCT o.zone) = 1
      references:
        - AWS Foundational Security Best Practices AutoScaling.2
        - AWS Well-Architected REL10-BP01
      examples:
        - name: two instances in one zone
          given: {auto_scaling_groups: [{auto_scaling_group: web, zones: [us-east-1a], instance_count: 2, desired_capacity: 2}]}
          flags: [web]
        - name: one instance, which cannot be in two zones
          given: {auto_scaling_groups: [{auto_scaling_group: web, zones: [us-east-1a], instance_count: 1, desired_capacity: 1}]}
          flags: []
        - name: two zones
          given: {auto_scaling_groups: [{auto_scaling_group: web, zones: [us-east-1a, us-east-1b], instance_count: 2}]}
          flags: []
        - name: two subnets that are in the same zone
          given:
            auto_scaling_groups: [{auto_scaling_group: web, zones: [us-east-1a], subnet_ids: [subnet-1, subnet-2], instance_count: 4}]
            subnets:
              - {subnet_id: subnet-1, zone: us-east-1a, vpc_id: vpc-1}
              - {subnet_id: subnet-2, zone: us-east-1a, vpc_id: vpc-1}
              - {subnet_id: subnet-3, zone: us-east-1b, vpc_id: vpc-1}
          flags: [web]
        - name: empty at the moment, and it wants two
          given: {auto_scaling_groups: [{auto_scaling_group: web, zones: [us-east-1a], instance_count: 0, desired_capacity: 2}]}
          flags: [web]
      """#
    ),
    (
      "rules/conformity/group-without-alarm.yaml",
      #"""
      id: group-without-alarm
      title: Auto scaling group that no alarm looks at
      family: conformity
      severity: low
      resource: auto_scaling_group
      rationale: >-
        A group that cannot launch or is at its limit tells nobody by itself. An alarm counts where one of its dimensions names it. Who is told by another system needs none: disable the
        rule, or except the resource.
      query: |
        SELECT b.auto_scaling_group AS resource_id, b.account_id, b.region, 'no alarm looks at it' AS message
        FROM auto_scaling_groups b
        WHERE coalesce(b.max_size, 1) > 0
          AND NOT EXISTS (
            SELECT 1 FROM cloudwatch_alarm_dimensions d
            WHERE d.account_id = b.account_id AND d.region = b.region AND d.name = 'AutoScalingGroupName' AND d.value = b.auto_scaling_group)
      references:
        - AWS Well-Architected REL06-BP01
      examples:
        - name: no alarm
          given: {auto_scaling_groups: [{auto_scaling_group: web, max_size: 4}]}
          flags: [web]
        - name: an alarm on it
          given:
            auto_scaling_groups: [{auto_scaling_group: web, max_size: 4}]
            cloudwatch_alarms: [{alarm: web}]
            cloudwatch_alarm_dimensions: [{alarm: web, name: AutoScalingGroupName, value: web}]
          flags: []
        - name: an alarm on another, whose name begins alike
          given:
            auto_scaling_groups: [{auto_scaling_group: web, max_size: 4}]
            cloudwatch_alarms: [{alarm: web}]
            cloudwatch_alarm_dimensions: [{alarm: web, name: AutoScalingGroupName, value: webx}]
          flags: [web]
        - name: put to rest
          given: {auto_scaling_groups: [{auto_scaling_group: web, max_size: 0}]}
          flags: []
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
      "rules/conformity/iam-role-wildcard.yaml",
      #"""
      id: iam-role-wildcard
      title: Role that may do everything
      family: conformity
      severity: high
      resource: iam_role
      rationale: >-
        A role that may do everything is worth stealing, and a program that has it can delete what it was to read. Looked at are the policies written into it and those attached to it, of this account and AWS's own
        AdministratorAccess. A permissions boundary bounds what is granted, and so does a condition: those are left alone.
      query: |
        WITH documents AS (
          SELECT account_id, region, role AS id, policy_name AS policy, document FROM iam_role_policies
          UNION ALL
          SELECT r.account_id, r.region, r.role, p.name, p.document
          FROM iam_roles r, json_each(r.attached_policy_arns) a
          JOIN iam_policies p ON p.account_id = r.account_id AND p.region = r.region AND p.arn = a.value
          UNION ALL
          SELECT r.account_id, r.region, r.role, 'AdministratorAccess',
            '{"Statement": [{"Effect": "Allow", "Action": "*", "Resource": "*"}]}'
          FROM iam_roles r, json_each(r.attached_policy_arns) a WHERE a.value GLOB 'arn:aws*:iam::aws:policy/AdministratorAccess'
        ),
        statements AS (
          SELECT d.account_id, d.region, d.id, d.policy, s.value AS statement
          FROM documents d, json_each(CASE json_type(d.document, '$.Statement') WHEN 'array'
            THEN json_extract(d.document, '$.Statement') ELSE json_array(json(json_extract(d.document, '$.Statement'))) END) s
          WHERE json_valid(d.document)
        )
        SELECT s.id AS resource_id, s.account_id, s.region,
          'may do everything by ' || group_concat(DISTINCT s.policy) AS message
        FROM statements s
        JOIN iam_roles r ON r.account_id = s.account_id AND r.region = s.region AND r.role = s.id
        WHERE json_extract(s.statement, '$.Effect') = 'Allow'
          AND (json_extract(s.statement, '$.Action') = '*'
            OR EXISTS (SELECT 1 FROM json_each(s.statement, '$.Action') a WHERE a.value IN ('*', '*:*')))
          AND (json_extract(s.statement, '$.Resource') = '*'
            OR EXISTS (SELECT 1 FROM json_each(s.statement, '$.Resource') a WHERE a.value = '*'))
          AND json_extract(s.statement, '$.Condition') IS NULL
          AND r.permissions_boundary IS NULL AND r.path NOT GLOB '/aws-service-role/*' AND r.path NOT GLOB '/aws-reserved/*'
        GROUP BY s.account_id, s.region, s.id
      references:
        - AWS Foundational Security Best Practices IAM.1
        - CIS AWS Foundations 3.0.0, 1.16
      examples:
        - name: a policy of its own that allows everything
          given:
            iam_roles: [{role: x, path: /}]
            iam_role_policies: [{role: x, policy_name: all, document: '{"Statement": [{"Effect": "Allow", "Action": "*", "Resource": "*"}]}'}]
          flags: [x]
        - name: everything of one service
          given:
            iam_roles: [{role: x, path: /}]
            iam_role_policies: [{role: x, policy_name: s3, document: '{"Statement": [{"Effect": "Allow", "Action": "s3:*", "Resource": "*"}]}'}]
          flags: []
        - name: AWS's own policy for administrators, and one of the account
          given:
            iam_roles:
              - {role: x, path: /, attached_policy_arns: ["arn:aws:iam::aws:policy/AdministratorAccess"]}
              - {role: y, path: /, attached_policy_arns: ["arn:aws:iam::111111111111:policy/all"]}
              - {role: z, path: /, attached_policy_arns: ["arn:aws:iam::aws:policy/ReadOnlyAccess"]}
            iam_policies:
              - policy: all
                name: all
                arn: arn:aws:iam::111111111111:policy/all
                document: '{"Statement": {"Effect": "Allow", "Action": ["*"], "Resource": ["*"]}}'
          flags: [x, y]
        - name: everything is denied, bounded, or under a condition
          given:
            iam_roles:
              - {role: x, path: /}
              - {role: y, path: /, permissions_boundary: "arn:aws:iam::111111111111:policy/limits", attached_policy_arns: ["arn:aws:iam::aws:policy/AdministratorAccess"]}
              - {role: z, path: /}
            iam_role_policies:
              - {role: x, policy_name: no, document: '{"Statement": [{"Effect": "Deny", "Action": "*", "Resource": "*"}]}'}
              - {role: z, policy_name: mfa, document: '{"Statement": [{"Effect": "Allow", "Action": "*", "Resource": "*", "Condition": {"Bool": {"aws:MultiFactorAuthPresent": "true"}}}]}'}
          flags: []
        - name: everything among other actions
          given:
            iam_roles: [{role: x, path: /}]
            iam_role_policies: [{role: x, policy_name: mix, document: '{"Statement": [{"Effect": "Allow", "Action": ["s3:GetObject", "*"], "Resource": "*"}]}'}]
          flags: [x]
      """#
    ),
    (
      "rules/conformity/iam-user-wildcard.yaml",
      #"""
      id: iam-user-wildcard
      title: User who may do everything
      family: conformity
      severity: high
      resource: iam_user
      rationale: >-
        A user who may do everything does so with a password and keys that never end. Let administrators take a role. Looked at are the policies written into it and those attached to it, of this account and AWS's own
        AdministratorAccess. A permissions boundary bounds what is granted, and so does a condition: those are left alone.
      query: |
        WITH documents AS (
          SELECT account_id, region, user_name AS id, policy_name AS policy, document FROM iam_user_policies
          UNION ALL
          SELECT r.account_id, r.region, r.user_name, p.name, p.document
          FROM iam_users r, json_each(r.attached_policy_arns) a
          JOIN iam_policies p ON p.account_id = r.account_id AND p.region = r.region AND p.arn = a.value
          UNION ALL
          SELECT r.account_id, r.region, r.user_name, 'AdministratorAccess',
            '{"Statement": [{"Effect": "Allow", "Action": "*", "Resource": "*"}]}'
          FROM iam_users r, json_each(r.attached_policy_arns) a WHERE a.value GLOB 'arn:aws*:iam::aws:policy/AdministratorAccess'
        ),
        statements AS (
          SELECT d.account_id, d.region, d.id, d.policy, s.value AS statement
          FROM documents d, json_each(CASE json_type(d.document, '$.Statement') WHEN 'array'
            THEN json_extract(d.document, '$.Statement') ELSE json_array(json(json_extract(d.document, '$.Statement'))) END) s
          WHERE json_valid(d.document)
        )
        SELECT s.id AS resource_id, s.account_id, s.region,
          'may do everything by ' || group_concat(DISTINCT s.policy) AS message
        FROM statements s
        JOIN iam_users r ON r.account_id = s.account_id AND r.region = s.region AND r.user_name = s.id
        WHERE json_extract(s.statement, '$.Effect') = 'Allow'
          AND (json_extract(s.statement, '$.Action') = '*'
            OR EXISTS (SELECT 1 FROM json_each(s.statement, '$.Action') a WHERE a.value IN ('*', '*:*')))
          AND (json_extract(s.statement, '$.Resource') = '*'
            OR EXISTS (SELECT 1 FROM json_each(s.statement, '$.Resource') a WHERE a.value = '*'))
          AND json_extract(s.statement, '$.Condition') IS NULL
          AND r.permissions_boundary IS NULL AND r.path NOT GLOB '/aws-service-role/*' AND r.path NOT GLOB '/aws-reserved/*'
        GROUP BY s.account_id, s.region, s.id
      references:
        - AWS Foundational Security Best Practices IAM.1
        - CIS AWS Foundations 3.0.0, 1.16
      examples:
        - name: a policy of its own that allows everything
          given:
            iam_users: [{user_name: x, path: /}]
            iam_user_policies: [{user_name: x, policy_name: all, document: '{"Statement": [{"Effect": "Allow", "Action": "*", "Resource": "*"}]}'}]
          flags: [x]
        - name: everything of one service
          given:
            iam_users: [{user_name: x, path: /}]
            iam_user_policies: [{user_name: x, policy_name: s3, document: '{"Statement": [{"Effect": "Allow", "Action": "s3:*", "Resource": "*"}]}'}]
          flags: []
        - name: AWS's own policy for administrators, and one of the account
          given:
            iam_users:
              - {user_name: x, path: /, attached_policy_arns: ["arn:aws:iam::aws:policy/AdministratorAccess"]}
              - {user_name: y, path: /, attached_policy_arns: ["arn:aws:iam::111111111111:policy/all"]}
              - {user_name: z, path: /, attached_policy_arns: ["arn:aws:iam::aws:policy/ReadOnlyAccess"]}
            iam_policies:
              - policy: all
                name: all
                arn: arn:aws:iam::111111111111:policy/all
                document: '{"Statement": {"Effect": "Allow", "Action": ["*"], "Resource": ["*"]}}'
          flags: [x, y]
        - name: everything is denied, bounded, or under a condition
          given:
            iam_users:
              - {user_name: x, path: /}
              - {user_name: y, path: /, permissions_boundary: "arn:aws:iam::111111111111:policy/limits", attached_policy_arns: ["arn:aws:iam::aws:policy/AdministratorAccess"]}
              - {user_name: z, path: /}
            iam_user_policies:
              - {user_name: x, policy_name: no, document: '{"Statement": [{"Effect": "Deny", "Action": "*", "Resource": "*"}]}'}
              - {user_name: z, policy_name: mfa, document: '{"Statement": [{"Effect": "Allow", "Action": "*", "Resource": "*", "Condition": {"Bool": {"aws:MultiFactorAuthPresent": "true"}}}]}'}
          flags: []
        - name: everything among other actions
          given:
            iam_users: [{user_name: x, path: /}]
            iam_user_policies: [{user_name: x, policy_name: mix, document: '{"Statement": [{"Effect": "Allow", "Action": ["s3:GetObject", "*"], "Resource": "*"}]}'}]
          flags: [x]
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
          AND NOT has_tag(i.tags, 'aws:elasticmapreduce:*', 'aws:batch:*', 'aws:ec2:fleet*', 'aws:ec2spot:*',
            'karpenter.sh/*', 'eks:*', 'AWSBatchServiceTag', 'elasticbeanstalk:*')
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
      "rules/conformity/instance-outside-vpc.yaml",
      #"""
      id: instance-outside-vpc
      title: Running instance in no VPC, or in the default one
      family: conformity
      severity: low
      resource: instance
      rationale: >-
        The default VPC gives every instance a public address and lets everything out; it is where things land that
        nobody planned. EC2-Classic is history, and what an old snapshot shows of it still has no VPC.
      query: |
        SELECT i.instance_id AS resource_id, i.account_id, i.region,
          coalesce(i.name || ', ', '') || CASE WHEN i.vpc_id IS NULL THEN 'in no VPC' ELSE 'in the default VPC ' || i.vpc_id END
            AS message
        FROM instances i
        LEFT JOIN vpcs v ON v.account_id = i.account_id AND v.region = i.region AND v.vpc_id = i.vpc_id
        WHERE i.state = 'running' AND (i.vpc_id IS NULL OR v.is_default = 1)
      references:
        - SimianArmy InstanceInVPC
        - https://docs.aws.amazon.com/vpc/latest/userguide/default-vpc.html
      examples:
        - name: in the default VPC
          given: {instances: [{instance_id: i-1, state: running, vpc_id: vpc-1}], vpcs: [{vpc_id: vpc-1, is_default: true}]}
          flags: [i-1]
        - name: in a VPC of its own
          given: {instances: [{instance_id: i-1, state: running, vpc_id: vpc-1}], vpcs: [{vpc_id: vpc-1, is_default: false}]}
          flags: []
        - name: in none
          given: {instances: [{instance_id: i-1, state: running}]}
          flags: [i-1]
        - name: in a VPC that another account shares
          given: {instances: [{instance_id: i-1, state: running, vpc_id: vpc-9}]}
          flags: []
        - name: ended, and listed for an hour yet
          given: {instances: [{instance_id: i-1, state: terminated}]}
          flags: []
      """#
    ),
    (
      "rules/conformity/instance-public.yaml",
      #"""
      id: instance-public
      title: Instance with a public address outside the allowed roles
      family: conformity
      severity: medium
      resource: instance
      rationale: >-
        What has a public address is scanned within minutes. Bastions, VPN gateways and NAT instances need one: tag
        their role, and name it in `allowed`; the tag's key may be in any case. Balancers have the address for the rest.
      parameters: {key: role, allowed: "bastion vpn nat proxy"}
      query: |
        SELECT i.instance_id AS resource_id, i.account_id, i.region,
          coalesce(i.name || ', ', '') || i.public_ip || ', in ' || coalesce(i.subnet_id, 'no subnet')
            || coalesce(', of the group ' || i.auto_scaling_group, '') AS message
        FROM instances i
        WHERE i.state = 'running' AND i.public_ip IS NOT NULL
          AND NOT EXISTS (
            SELECT 1 FROM json_each(i.tags) t
            WHERE lower(t.key) = lower(:key) AND instr(' ' || lower(:allowed) || ' ', ' ' || lower(trim(t.value)) || ' ') > 0)
      references:
        - AWS Foundational Security Best Practices EC2.9
        - AWS Well-Architected SEC05-BP01
      examples:
        - name: a public address, and no role
          given: {instances: [{instance_id: i-1, state: running, public_ip: 203.0.113.7}]}
          flags: [i-1]
        - name: a bastion
          given: {instances: [{instance_id: i-1, state: running, public_ip: 203.0.113.7, tags: {role: bastion}}]}
          flags: []
        - name: private
          given: {instances: [{instance_id: i-1, state: running, private_ip: 10.0.0.7}]}
          flags: []
        - name: a role that is not allowed, and one in another case
          given:
            instances:
              - {instance_id: i-1, state: running, public_ip: 203.0.113.7, tags: {role: web}}
              - {instance_id: i-2, state: running, public_ip: 203.0.113.8, tags: {Role: VPN}}
          flags: [i-1]
        - name: a role whose name is only a part of an allowed one
          given: {instances: [{instance_id: i-1, state: running, public_ip: 203.0.113.7, tags: {role: vp}}]}
          flags: [i-1]
      """#
    ),
    (
      "rules/conformity/instance-security-groups-required.yaml",
      #"""
      id: instance-security-groups-required
      title: Instance without a security group that all must have
      family: conformity
      severity: medium
      resource: instance
      rationale: >-
        Many companies have a group that lets their scanner, their monitoring or their jump host in. Name such groups,
        by id or by name, in `required`; without any this rule says nothing.
      parameters: {required: ""}
      query: |
        WITH RECURSIVE names(name, rest) AS (
          SELECT NULL, trim(replace(:required, ',', ' ')) || ' '
          UNION ALL
          SELECT substr(rest, 1, instr(rest, ' ') - 1), ltrim(substr(rest, instr(rest, ' ')))
          FROM names WHERE length(trim(rest)) > 0
        )
        SELECT i.instance_id AS resource_id, i.account_id, i.region,
          coalesce(i.name || ', ', '') || 'lacks ' || group_concat(n.name, ', ') AS message
        FROM instances i, names n
        WHERE n.name <> '' AND i.state = 'running'
          AND NOT EXISTS (SELECT 1 FROM json_each(i.security_groups) g WHERE g.value = n.name)
          AND NOT EXISTS (
            SELECT 1 FROM json_each(i.security_groups) g
            JOIN security_groups s ON s.account_id = i.account_id AND s.region = i.region AND s.security_group_id = g.value
            WHERE s.name = n.name)
        GROUP BY i.account_id, i.region, i.instance_id
      references:
        - SimianArmy InstanceInSecurityGroup
      examples:
        - name: without the scanner's group
          parameters: {required: "scanner, sg-9"}
          given:
            instances: [{instance_id: i-1, state: running, security_groups: [sg-9]}]
          flags: [i-1]
        - name: with both, one by its name and one by its id
          parameters: {required: "scanner, sg-9"}
          given:
            instances: [{instance_id: i-1, state: running, security_groups: [sg-1, sg-9]}]
            security_groups: [{security_group_id: sg-1, name: scanner}]
          flags: []
        - name: nothing is required
          given: {instances: [{instance_id: i-1, state: running, security_groups: []}]}
          flags: []
        - name: stopped
          parameters: {required: scanner}
          given: {instances: [{instance_id: i-1, state: stopped}]}
          flags: []
      """#
    ),
    (
      "rules/conformity/instance-too-old.yaml",
      #"""
      id: instance-too-old
      title: Instance that has run for half a year
      family: conformity
      severity: low
      resource: instance
      rationale: >-
        An instance that is never replaced has never had a new image, and nobody knows whether it would come up again.
        Counted is the time since it was launched; stopping and starting it launches it again on the same disk, which
        this rule does not see.
      parameters: {days: 180}
      query: |
        SELECT instance_id AS resource_id, account_id, region, launched_at AS since,
          coalesce(name || ', ', '') || 'launched on ' || date(launched_at) || ', '
            || CAST(julianday(as_of()) - julianday(launched_at) AS INTEGER) || ' days ago' AS message
        FROM instances
        WHERE state = 'running' AND launched_at <= days_ago(:days)
      references:
        - SimianArmy InstanceTooOld
        - AWS Well-Architected REL08-BP04
      examples:
        - name: launched 181 days ago
          given: {instances: [{instance_id: i-1, state: running, launched_at: 181 days ago}]}
          flags: [i-1]
        - name: launched 179 days ago
          given: {instances: [{instance_id: i-1, state: running, launched_at: 179 days ago}]}
          flags: []
        - name: of a group that replaces its instances
          given: {instances: [{instance_id: i-1, state: running, launched_at: 2 days ago, auto_scaling_group: web}]}
          flags: []
        - name: stopped, which another rule looks after
          given: {instances: [{instance_id: i-1, state: stopped, launched_at: 900 days ago}]}
          flags: []
      """#
    ),
    (
      "rules/conformity/instance-volume-kept.yaml",
      #"""
      id: instance-volume-kept
      title: Group member whose disk stays when it goes
      family: conformity
      severity: medium
      resource: instance
      rationale: >-
        A group replaces its instances all the time. Where "delete on termination" is off for a disk, each replacement
        leaves one behind, and a busy Saturday leaves hundreds. Correct the launch template.
      query: |
        SELECT i.instance_id AS resource_id, i.account_id, i.region,
          'of ' || i.auto_scaling_group || '; ' || group_concat(v.device || ' (' || v.volume_id || ')', ', ')
            || ' stays when it ends' AS message
        FROM instances i
        JOIN instance_volumes v ON v.account_id = i.account_id AND v.region = i.region AND v.instance_id = i.instance_id
        WHERE i.auto_scaling_group IS NOT NULL AND i.state = 'running' AND v.delete_on_termination = 0
          -- What Kubernetes attaches to a node belongs to a claim and moves on.
          AND NOT has_tag(i.tags, 'kubernetes.io/cluster/*', 'k8s.io/*')
        GROUP BY i.account_id, i.region, i.instance_id
      references:
        - SimianArmy DeleteOnTerminationRule
        - https://docs.aws.amazon.com/AWSEC2/latest/UserGuide/preserving-volumes-on-termination.html
      examples:
        - name: a member whose disk stays
          given:
            instances: [{instance_id: i-1, state: running, auto_scaling_group: web}]
            instance_volumes: [{instance_id: i-1, volume_id: vol-1, device: /dev/xvda, delete_on_termination: false}]
          flags: [i-1]
        - name: a member whose disk goes
          given:
            instances: [{instance_id: i-1, state: running, auto_scaling_group: web}]
            instance_volumes: [{instance_id: i-1, volume_id: vol-1, device: /dev/xvda, delete_on_termination: true}]
          flags: []
        - name: a database of its own, whose disk shall stay
          given:
            instances: [{instance_id: i-1, state: running}]
            instance_volumes: [{instance_id: i-1, volume_id: vol-1, device: /dev/sdf, delete_on_termination: false}]
          flags: []
        - name: a node with the volume of a claim
          given:
            instances: [{instance_id: i-1, state: running, auto_scaling_group: nodes, tags: {"kubernetes.io/cluster/main": owned}}]
            instance_volumes: [{instance_id: i-1, volume_id: vol-1, device: /dev/xvdba, delete_on_termination: false}]
          flags: []
      """#
    ),
    (
      "rules/conformity/instance-without-image.yaml",
      #"""
      id: instance-without-image
      title: Instance whose image is not there any more
      family: conformity
      severity: low
      resource: instance
      rationale: >-
        An instance whose image is gone cannot be launched again as it is, and a group that names it cannot replace
        anything. Only images of this account are known; AWS's and others' are told by the group's templates, so an
        instance is flagged where the account has images of its own and this one is in no template either.
      parameters: {days: 7}
      query: |
        WITH gone AS MATERIALIZED (
          SELECT DISTINCT account_id, region, image_id FROM instances
          WHERE state = 'running' AND image_id IS NOT NULL
            AND (account_id, region, image_id) NOT IN (SELECT account_id, region, image_id FROM images)
        ), own AS MATERIALIZED (
          -- A snapshot that was made for the image says whose it was.
          SELECT * FROM gone g
          WHERE EXISTS (
            SELECT 1 FROM ebs_snapshots s
            WHERE s.account_id = g.account_id AND s.region = g.region AND instr(s.description, g.image_id) > 0)
        )
        SELECT i.instance_id AS resource_id, i.account_id, i.region,
          coalesce(i.name || ', ', '') || 'its image ' || i.image_id || ' was this account''s and is gone' AS message
        FROM instances i JOIN own USING (account_id, region, image_id)
        WHERE i.state = 'running' AND i.launched_at <= days_ago(:days)
      references:
        - https://docs.aws.amazon.com/AWSEC2/latest/UserGuide/deregister-ami.html
      examples:
        - name: its image is gone, and the image's snapshot stands
          given:
            instances: [{instance_id: i-1, state: running, launched_at: 90 days ago, image_id: ami-1}]
            ebs_snapshots: [{snapshot_id: snap-1, description: Created by CreateImage(i-9) for ami-1}]
          flags: [i-1]
        - name: its image stands
          given:
            instances: [{instance_id: i-1, state: running, launched_at: 90 days ago, image_id: ami-1}]
            images: [{image_id: ami-1}]
            ebs_snapshots: [{snapshot_id: snap-1, description: Created by CreateImage(i-9) for ami-1}]
          flags: []
        - name: an image of the provider's
          given: {instances: [{instance_id: i-1, state: running, launched_at: 90 days ago, image_id: ami-1}]}
          flags: []
        - name: launched this week from an image that was replaced since
          given:
            instances: [{instance_id: i-1, state: running, launched_at: 2 days ago, image_id: ami-1}]
            ebs_snapshots: [{snapshot_id: snap-1, description: Created by CreateImage(i-9) for ami-1}]
          flags: []
      """#
    ),
    (
      "rules/conformity/kms-no-rotation.yaml",
      #"""
      id: kms-no-rotation
      title: Key that is never rotated
      family: conformity
      severity: low
      resource: kms_key
      rationale: >-
        Rotation makes new material every year and keeps the old for what was encrypted with it, so nothing breaks. Keys
        for signing, keys with material of one's own and the provider's own keys cannot or need not be rotated so.
      query: |
        SELECT key_id AS resource_id, account_id, region,
          coalesce(nullif(description, '') || ', ', '') || 'rotation is off' AS message
        FROM kms_keys
        WHERE rotation = 0 AND manager = 'CUSTOMER' AND state = 'Enabled'
          AND coalesce(spec, 'SYMMETRIC_DEFAULT') = 'SYMMETRIC_DEFAULT' AND coalesce(origin, 'AWS_KMS') = 'AWS_KMS'
      references:
        - AWS Foundational Security Best Practices KMS.4
        - CIS AWS Foundations 3.0.0, 3.6
      examples:
        - name: 'off'
          given: {kms_keys: [{key_id: k-1, rotation: false, manager: CUSTOMER, state: Enabled, spec: SYMMETRIC_DEFAULT, origin: AWS_KMS}]}
          flags: [k-1]
        - name: 'on'
          given: {kms_keys: [{key_id: k-1, rotation: true, manager: CUSTOMER, state: Enabled}]}
          flags: []
        - name: one of the provider's, one for signing, one with imported material, one that waits for its end
          given:
            kms_keys:
              - {key_id: k-1, rotation: false, manager: AWS, state: Enabled}
              - {key_id: k-2, rotation: false, manager: CUSTOMER, state: Enabled, spec: RSA_2048}
              - {key_id: k-3, rotation: false, manager: CUSTOMER, state: Enabled, origin: EXTERNAL}
              - {key_id: k-4, rotation: false, manager: CUSTOMER, state: PendingDeletion}
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
      "rules/conformity/load-balancer-no-access-logs.yaml",
      #"""
      id: load-balancer-no-access-logs
      title: Load balancer without access logs
      family: conformity
      severity: low
      resource: load_balancer
      rationale: >-
        Who asked for what is asked after the accident. The logs cost their storage in a bucket, for which a life cycle of
        some weeks is enough. Network load balancers log only TLS, and gateways nothing.
      query: |
        SELECT b.load_balancer AS resource_id, b.account_id, b.region, 'access logs are off' AS message
        FROM load_balancers b
        WHERE b.access_logs = 0
          AND (b.kind = 'application' OR b.kind = 'network' AND EXISTS (
            SELECT 1 FROM listeners l
            WHERE l.account_id = b.account_id AND l.region = b.region AND l.load_balancer_arn = b.arn AND l.protocol = 'TLS'))
      references:
        - AWS Foundational Security Best Practices ELB.5
      examples:
        - name: 'off'
          given: {load_balancers: [{load_balancer: web, kind: application, access_logs: false}]}
          flags: [web]
        - name: 'on'
          given: {load_balancers: [{load_balancer: web, kind: application, access_logs: true}]}
          flags: []
        - name: a network load balancer without TLS, which has nothing to log
          given:
            load_balancers:
              - {load_balancer: tcp, arn: "arn:tcp", kind: network, access_logs: false}
              - {load_balancer: tls, arn: "arn:tls", kind: network, access_logs: false}
            listeners:
              - {listener: l-1, load_balancer_arn: "arn:tcp", protocol: TCP}
              - {listener: l-2, load_balancer_arn: "arn:tls", protocol: TLS}
          flags: [tls]
      """#
    ),
    (
      "rules/conformity/load-balancer-no-tls.yaml",
      #"""
      id: load-balancer-no-tls
      title: Load balancer for everybody that answers in clear text
      family: conformity
      severity: medium
      resource: load_balancer
      rationale: >-
        A listener on HTTP is right where it sends to HTTPS and for nothing else. One inside the company is a question of
        taste and is left alone.
      query: |
        SELECT b.load_balancer AS resource_id, b.account_id, b.region,
          'answers HTTP on port ' || group_concat(l.port, ', ') || ' and does not send to HTTPS' AS message
        FROM load_balancers b
        JOIN listeners l ON l.account_id = b.account_id AND l.region = b.region AND l.load_balancer_arn = b.arn
        WHERE b.kind = 'application' AND b.scheme = 'internet-facing' AND l.protocol = 'HTTP'
          AND coalesce(l.redirect_protocol, '') <> 'HTTPS'
          AND coalesce(l.action_types, '') <> '["fixed-response"]'
        GROUP BY b.account_id, b.region, b.load_balancer
      references:
        - AWS Foundational Security Best Practices ELB.1
        - AWS Well-Architected SEC09-BP02
      examples:
        - name: HTTP that serves
          given:
            load_balancers: [{load_balancer: web, arn: "arn:web", kind: application, scheme: internet-facing}]
            listeners: [{listener: l-1, load_balancer_arn: "arn:web", protocol: HTTP, port: 80, action_types: [forward]}]
          flags: [web]
        - name: HTTP that sends to HTTPS
          given:
            load_balancers: [{load_balancer: web, arn: "arn:web", kind: application, scheme: internet-facing}]
            listeners:
              - {listener: l-1, load_balancer_arn: "arn:web", protocol: HTTP, port: 80, action_types: [redirect], redirect_protocol: HTTPS}
              - {listener: l-2, load_balancer_arn: "arn:web", protocol: HTTPS, port: 443, action_types: [forward]}
          flags: []
        - name: inside the company
          given:
            load_balancers: [{load_balancer: web, arn: "arn:web", kind: application, scheme: internal}]
            listeners: [{listener: l-1, load_balancer_arn: "arn:web", protocol: HTTP, port: 80, action_types: [forward]}]
          flags: []
        - name: sends elsewhere, in clear text
          given:
            load_balancers: [{load_balancer: web, arn: "arn:web", kind: application, scheme: internet-facing}]
            listeners: [{listener: l-1, load_balancer_arn: "arn:web", protocol: HTTP, port: 80, action_types: [redirect], redirect_protocol: HTTP}]
          flags: [web]
      """#
    ),
    (
      "rules/conformity/load-balancer-old-policy.yaml",
      #"""
      id: load-balancer-old-policy
      title: Load balancer that still takes TLS 1.0 or 1.1
      family: conformity
      severity: medium
      resource: load_balancer
      rationale: >-
        A listener keeps the policy it was made with, and the oldest take what browsers gave up in 2020. A few old devices
        may need them: look into the access log for `TLSv1` before changing it.
      query: |
        SELECT b.load_balancer AS resource_id, b.account_id, b.region,
          group_concat('port ' || l.port || ' with ' || l.ssl_policy, ', ') AS message
        FROM load_balancers b
        JOIN listeners l ON l.account_id = b.account_id AND l.region = b.region AND l.load_balancer_arn = b.arn
        WHERE l.protocol IN ('HTTPS', 'TLS')
          AND (l.ssl_policy IN (
              'ELBSecurityPolicy-2016-08', 'ELBSecurityPolicy-2015-05', 'ELBSecurityPolicy-2015-03',
              'ELBSecurityPolicy-2015-02', 'ELBSecurityPolicy-FS-2018-06', 'ELBSecurityPolicy-FS-1-1-2019-08')
            OR l.ssl_policy GLOB 'ELBSecurityPolicy-TLS-1-[01]-*' OR l.ssl_policy GLOB 'ELBSecurityPolicy-TLS13-1-[01]-*')
        GROUP BY b.account_id, b.region, b.load_balancer
      references:
        - https://docs.aws.amazon.com/elasticloadbalancing/latest/application/describe-ssl-policies.html
        - AWS Well-Architected SEC09-BP02
      examples:
        - name: the policy that was the default for years
          given:
            load_balancers: [{load_balancer: web, arn: "arn:web"}]
            listeners: [{listener: l-1, load_balancer_arn: "arn:web", protocol: HTTPS, port: 443, ssl_policy: ELBSecurityPolicy-2016-08}]
          flags: [web]
        - name: TLS 1.2 and later
          given:
            load_balancers: [{load_balancer: web, arn: "arn:web"}]
            listeners: [{listener: l-1, load_balancer_arn: "arn:web", protocol: HTTPS, port: 443, ssl_policy: ELBSecurityPolicy-TLS13-1-2-2021-06}]
          flags: []
        - name: TLS 1.3 with 1.0 allowed, and 1.3 alone
          given:
            load_balancers: [{load_balancer: web, arn: "arn:web"}, {load_balancer: shop, arn: "arn:shop"}]
            listeners:
              - {listener: l-1, load_balancer_arn: "arn:web", protocol: TLS, port: 443, ssl_policy: ELBSecurityPolicy-TLS13-1-0-2021-06}
              - {listener: l-2, load_balancer_arn: "arn:shop", protocol: HTTPS, port: 443, ssl_policy: ELBSecurityPolicy-TLS13-1-3-2021-06}
          flags: [web]
      """#
    ),
    (
      "rules/conformity/load-balancer-without-alarm.yaml",
      #"""
      id: load-balancer-without-alarm
      title: Load balancer that no alarm looks at
      family: conformity
      severity: low
      resource: load_balancer
      rationale: >-
        Errors that a load balancer counts are what users see, and the first place to look for. An alarm counts where one of its dimensions names it. Who is told by another system needs none: disable the
        rule, or except the resource.
      query: |
        SELECT b.load_balancer AS resource_id, b.account_id, b.region, 'no alarm looks at it' AS message
        FROM load_balancers b
        WHERE b.scheme = 'internet-facing'
          AND NOT EXISTS (
            SELECT 1 FROM cloudwatch_alarm_dimensions d
            WHERE d.account_id = b.account_id AND d.region = b.region AND d.name = 'LoadBalancer' AND d.value = substr(b.arn, instr(b.arn, ':loadbalancer/') + 14))
      references:
        - AWS Well-Architected REL06-BP01
      examples:
        - name: no alarm
          given: {load_balancers: [{load_balancer: web, scheme: internet-facing, arn: "arn:aws:elasticloadbalancing:us-east-1:111111111111:loadbalancer/app/web/1"}]}
          flags: [web]
        - name: an alarm on it
          given:
            load_balancers: [{load_balancer: web, scheme: internet-facing, arn: "arn:aws:elasticloadbalancing:us-east-1:111111111111:loadbalancer/app/web/1"}]
            cloudwatch_alarms: [{alarm: web}]
            cloudwatch_alarm_dimensions: [{alarm: web, name: LoadBalancer, value: app/web/1}]
          flags: []
        - name: an alarm on another, whose name begins alike
          given:
            load_balancers: [{load_balancer: web, scheme: internet-facing, arn: "arn:aws:elasticloadbalancing:us-east-1:111111111111:loadbalancer/app/web/1"}]
            cloudwatch_alarms: [{alarm: web}]
            cloudwatch_alarm_dimensions: [{alarm: web, name: LoadBalancer, value: app/web/1x}]
          flags: [web]
        - name: inside the company
          given: {load_balancers: [{load_balancer: web, scheme: internal, arn: "arn:aws:elasticloadbalancing:us-east-1:111111111111:loadbalancer/app/web/1"}]}
          flags: []
      """#
    ),
    (
      "rules/conformity/naming-convention.yaml",
      #"""
      id: naming-convention
      title: Name that does not follow the convention
      family: conformity
      severity: low
      resource: resource
      rationale: >-
        Names are read by people and by scripts. `pattern` is a GLOB (`*`, `?`, `[a-z]`); without one the rule says
        nothing. Looked at are resources that people name, by their name, else their id; types can be limited in `types`.
      parameters: {pattern: "", types: "auto_scaling_group load_balancer rds_instance s3_bucket sqs_queue lambda_function ecs_service"}
      query: |
        SELECT resource_type, resource_id, account_id, region,
          coalesce(name, resource_id) || ' does not fit ' || :pattern AS message
        FROM resources
        WHERE :pattern <> '' AND instr(' ' || replace(:types, ',', ' ') || ' ', ' ' || resource_type || ' ') > 0
          AND coalesce(name, resource_id) NOT GLOB :pattern
          AND NOT has_tag(tags, 'elasticbeanstalk:*', 'eks:*', 'kubernetes.io/*', 'elbv2.k8s.aws/*')
      references:
        - AWS Well-Architected COST03-BP02
      examples:
        - name: outside the convention
          parameters: {pattern: "[a-z]*-prod"}
          given: {resources: [{resource_type: sqs_queue, resource_id: votes}]}
          flags: [votes]
        - name: inside
          parameters: {pattern: "[a-z]*-prod"}
          given: {resources: [{resource_type: sqs_queue, resource_id: votes-prod}]}
          flags: []
        - name: no convention
          given: {resources: [{resource_type: sqs_queue, resource_id: Votes 2}]}
          flags: []
        - name: ids that the provider makes, and what a cluster named
          parameters: {pattern: "[a-z]*-prod"}
          given:
            resources:
              - {resource_type: ebs_volume, resource_id: vol-1}
              - {resource_type: load_balancer, resource_id: k8s-1, tags: {"elbv2.k8s.aws/cluster": main}}
          flags: []
      """#
    ),
    (
      "rules/conformity/nat-gateway-one-zone.yaml",
      #"""
      id: nat-gateway-one-zone
      title: VPC of several zones with a NAT gateway in one
      family: conformity
      severity: low
      resource: vpc
      rationale: >-
        When the zone of the only NAT gateway is lost, all private subnets lose the way out with it. A second one costs
        its hours and saves the transfer between zones. Development can live with one: except it.
      query: |
        WITH gateways AS (
          SELECT n.account_id, n.region, n.vpc_id, count(*) AS gateways, count(DISTINCT s.zone) AS zones, min(s.zone) AS zone
          FROM nat_gateways n
          JOIN subnets s ON s.account_id = n.account_id AND s.region = n.region AND s.subnet_id = n.subnet_id
          WHERE n.state = 'available' AND coalesce(n.connectivity, 'public') = 'public'
          GROUP BY n.account_id, n.region, n.vpc_id
        ),
        running AS (
          SELECT i.account_id, i.region, i.vpc_id, count(DISTINCT i.zone) AS zones
          FROM instances i WHERE i.state = 'running' AND i.public_ip IS NULL GROUP BY i.account_id, i.region, i.vpc_id
        )
        SELECT g.vpc_id AS resource_id, g.account_id, g.region,
          'NAT only in ' || g.zone || ', and instances without a public address in ' || r.zones || ' zones' AS message
        FROM gateways g JOIN running r ON r.account_id = g.account_id AND r.region = g.region AND r.vpc_id = g.vpc_id
        WHERE g.zones = 1 AND r.zones > 1
      references:
        - AWS Well-Architected REL10-BP01
        - https://docs.aws.amazon.com/vpc/latest/userguide/nat-gateway-basics.html
      examples:
        - name: instances in two zones, NAT in one
          given:
            nat_gateways: [{nat_gateway_id: nat-1, state: available, vpc_id: vpc-1, subnet_id: subnet-1}]
            subnets: &subnets
              - {subnet_id: subnet-1, zone: us-east-1a, vpc_id: vpc-1}
              - {subnet_id: subnet-2, zone: us-east-1b, vpc_id: vpc-1}
            instances: &instances
              - {instance_id: i-1, state: running, zone: us-east-1a, vpc_id: vpc-1}
              - {instance_id: i-2, state: running, zone: us-east-1b, vpc_id: vpc-1}
          flags: [vpc-1]
        - name: NAT in both
          given:
            nat_gateways:
              - {nat_gateway_id: nat-1, state: available, vpc_id: vpc-1, subnet_id: subnet-1}
              - {nat_gateway_id: nat-2, state: available, vpc_id: vpc-1, subnet_id: subnet-2}
            subnets: *subnets
            instances: *instances
          flags: []
        - name: instances in one zone only
          given:
            nat_gateways: [{nat_gateway_id: nat-1, state: available, vpc_id: vpc-1, subnet_id: subnet-1}]
            subnets: *subnets
            instances: [{instance_id: i-1, state: running, zone: us-east-1a, vpc_id: vpc-1}]
          flags: []
        - name: the second one is being deleted
          given:
            nat_gateways:
              - {nat_gateway_id: nat-1, state: available, vpc_id: vpc-1, subnet_id: subnet-1}
              - {nat_gateway_id: nat-2, state: deleting, vpc_id: vpc-1, subnet_id: subnet-2}
            subnets: *subnets
            instances: *instances
          flags: [vpc-1]
      """#
    ),
    (
      "rules/conformity/not-managed-by-code.yaml",
      #"""
      id: not-managed-by-code
      title: Resource that no stack and no Terraform state has
      family: conformity
      severity: low
      resource: resource
      rationale: >-
        What was made by hand cannot be made again, and the next rollout does not know of it. Known are the tags of
        CloudFormation, the stacks' own lists, and Terraform states that were loaded. Members of groups, volumes, snapshots
        and interfaces come from what is managed. A rule that finds everything tells that no state was loaded: it says
        nothing in an account without a single managed resource.
      parameters: {days: 7}
      query: |
        WITH managed AS (
          SELECT account_id, physical_id AS id FROM cloudformation_stack_resources WHERE physical_id IS NOT NULL
          UNION SELECT account_id, resource_id FROM terraform_resources WHERE resource_id IS NOT NULL
          UNION SELECT account_id, arn FROM terraform_resources WHERE arn IS NOT NULL
        ),
        tagged AS (
          SELECT account_id, resource_id AS id FROM resources
          WHERE tag(tags, 'aws:cloudformation:stack-name') IS NOT NULL
        ),
        places AS (SELECT account_id FROM managed UNION SELECT account_id FROM tagged)
        SELECT r.resource_type, r.resource_id, r.account_id, r.region, r.first_seen AS since,
          'in no stack and no Terraform state' AS message
        FROM resources r
        WHERE r.resource_type IN ('auto_scaling_group', 'load_balancer', 'classic_load_balancer', 'rds_instance', 'rds_cluster',
            's3_bucket', 'dynamodb_table', 'lambda_function', 'ecs_service', 'eks_cluster', 'sqs_queue', 'sns_topic', 'vpc',
            'nat_gateway', 'elasticache_replication_group', 'efs_file_system', 'secret')
          AND r.first_seen <= days_ago(:days)
          AND r.account_id IN (SELECT account_id FROM places)
          AND tag(r.tags, 'aws:cloudformation:stack-name') IS NULL
          AND (r.account_id, r.resource_id) NOT IN (SELECT account_id, id FROM managed)
          AND (r.account_id, coalesce(r.arn, '')) NOT IN (SELECT account_id, id FROM managed)
          AND NOT has_tag(r.tags, 'elasticbeanstalk:*', 'kubernetes.io/*', 'elbv2.k8s.aws/*', 'eks:*', 'aws:ecs:*')
      references:
        - AWS Well-Architected OPS05-BP03
      examples:
        - name: made by hand, where others are managed
          given:
            resources:
              - {resource_type: s3_bucket, resource_id: byhand, first_seen: 8 days ago}
              - {resource_type: s3_bucket, resource_id: bystack, first_seen: 8 days ago, tags: {"aws:cloudformation:stack-name": web}}
          flags: [byhand]
        - name: first seen six days ago
          given:
            resources:
              - {resource_type: s3_bucket, resource_id: byhand, first_seen: 6 days ago}
              - {resource_type: s3_bucket, resource_id: bystack, first_seen: 8 days ago, tags: {"aws:cloudformation:stack-name": web}}
          flags: []
        - name: in a Terraform state by its id, by its ARN, in a stack's list
          given:
            resources:
              - {resource_type: s3_bucket, resource_id: a, first_seen: 80 days ago}
              - {resource_type: load_balancer, resource_id: b, arn: "arn:b", first_seen: 80 days ago}
              - {resource_type: sqs_queue, resource_id: c, first_seen: 80 days ago}
            terraform_resources: [{resource_id: a}, {resource_id: app/b, arn: "arn:b"}]
            cloudformation_stack_resources: [{stack: web, physical_id: c}]
          flags: []
        - name: nothing here is managed at all
          given: {resources: [{resource_type: s3_bucket, resource_id: byhand, first_seen: 80 days ago}]}
          flags: []
        - name: a cluster's load balancer
          given:
            resources:
              - {resource_type: load_balancer, resource_id: k8s-web, first_seen: 80 days ago, tags: {"elbv2.k8s.aws/cluster": main}}
              - {resource_type: s3_bucket, resource_id: bystack, first_seen: 8 days ago, tags: {"aws:cloudformation:stack-name": web}}
          flags: []
      """#
    ),
    (
      "rules/conformity/rds-no-backups.yaml",
      #"""
      id: rds-no-backups
      title: Database whose automatic backups are off or short
      family: conformity
      severity: high
      resource: rds_instance
      rationale: >-
        Without automatic backups there is no point in time to go back to, and a mistake is final. A replica takes its
        backups from its source, and a cluster's instances from the cluster.
      parameters: {days: 7}
      query: |
        SELECT db_instance AS resource_id, account_id, region,
          CASE WHEN backup_retention_days = 0 THEN 'no automatic backups'
            ELSE 'backups kept for ' || backup_retention_days || ' days' END AS message
        FROM rds_instances
        WHERE backup_retention_days < :days AND cluster IS NULL AND replica_of IS NULL
      references:
        - AWS Foundational Security Best Practices RDS.11
        - AWS Well-Architected REL09-BP03
      examples:
        - name: kept for six days
          given: {rds_instances: [{db_instance: votes, backup_retention_days: 6}]}
          flags: [votes]
        - name: kept for seven days
          given: {rds_instances: [{db_instance: votes, backup_retention_days: 7}]}
          flags: []
        - name: off
          given: {rds_instances: [{db_instance: votes, backup_retention_days: 0}]}
          flags: [votes]
        - name: a replica, and a cluster's
          given:
            rds_instances:
              - {db_instance: votes-2, backup_retention_days: 0, replica_of: votes}
              - {db_instance: a-1, backup_retention_days: 1, cluster: a}
          flags: []
      """#
    ),
    (
      "rules/conformity/rds-no-copy-elsewhere.yaml",
      #"""
      id: rds-no-copy-elsewhere
      title: Database with no copy outside its region
      family: conformity
      severity: low
      resource: rds_instance
      rationale: >-
        Snapshots in the same region are lost with the region, and with the account's keys there. Counted as a copy are
        replicated automatic backups, a replica elsewhere, and snapshots that another region copied. What AWS Backup copies
        is not seen here. Databases that are not production are left alone (the tag `key`).
      parameters: {key: environment, relaxed: "dev development test testing staging qa sandbox"}
      query: |
        SELECT d.db_instance AS resource_id, d.account_id, d.region,
          'no backup or replica of it in another region' AS message
        FROM rds_instances d
        WHERE d.replica_of IS NULL AND d.cluster IS NULL AND coalesce(d.backup_replications, '[]') = '[]'
          AND NOT EXISTS (SELECT 1 FROM json_each(d.replicas) r WHERE r.value GLOB 'arn:*')
          AND NOT EXISTS (
            SELECT 1 FROM rds_snapshots s
            WHERE s.account_id = d.account_id AND s.db_instance = d.db_instance AND s.source_region = d.region)
          AND NOT EXISTS (
            SELECT 1 FROM json_each(d.tags) t
            WHERE lower(t.key) IN (lower(:key), 'env')
              AND instr(' ' || lower(:relaxed) || ' ', ' ' || lower(trim(t.value)) || ' ') > 0)
      references:
        - AWS Well-Architected REL09-BP03
        - https://docs.aws.amazon.com/AmazonRDS/latest/UserGuide/USER_ReplicateBackups.html
      examples:
        - name: no copy anywhere
          given: {rds_instances: [{db_instance: votes}]}
          flags: [votes]
        - name: backups replicated
          given: {rds_instances: [{db_instance: votes, backup_replications: ["arn:aws:rds:eu-west-1:111111111111:auto-backup:ab-1"]}]}
          flags: []
        - name: a replica in another region, and one in this
          given:
            rds_instances:
              - {db_instance: votes, replicas: ["arn:aws:rds:eu-west-1:111111111111:db:votes-eu"]}
              - {db_instance: shop, replicas: [shop-2]}
          flags: [shop]
        - name: of staging
          given: {rds_instances: [{db_instance: votes, tags: {env: staging}}]}
          flags: []
      """#
    ),
    (
      "rules/conformity/rds-performance-insights.yaml",
      #"""
      id: rds-performance-insights
      title: Database without Performance Insights
      family: conformity
      severity: low
      resource: rds_instance
      rationale: >-
        Seven days of Performance Insights cost nothing and are what one wishes to have had when a database was slow
        last night. The smallest classes of some engines cannot have it.
      query: |
        SELECT db_instance AS resource_id, account_id, region,
          coalesce(instance_class || ', ', '') || 'Performance Insights is off' AS message
        FROM rds_instances
        WHERE performance_insights = 0
          AND instance_class NOT IN ('db.t2.micro', 'db.t2.small', 'db.t3.micro', 'db.t3.small', 'db.t4g.micro', 'db.t4g.small')
      references:
        - https://docs.aws.amazon.com/AmazonRDS/latest/UserGuide/USER_PerfInsights.html
      examples:
        - name: 'off'
          given: {rds_instances: [{db_instance: votes, instance_class: db.r5.large, performance_insights: false}]}
          flags: [votes]
        - name: 'on'
          given: {rds_instances: [{db_instance: votes, instance_class: db.r5.large, performance_insights: true}]}
          flags: []
        - name: too small to have it
          given: {rds_instances: [{db_instance: votes, instance_class: db.t3.micro, performance_insights: false}]}
          flags: []
      """#
    ),
    (
      "rules/conformity/rds-public.yaml",
      #"""
      id: rds-public
      title: Database with a public address
      family: conformity
      severity: high
      resource: rds_instance
      rationale: >-
        A public database is one wrong rule of a security group away from everybody. Tunnels, peering and the data API
        serve partners better. That its security group is closed today is why it has not happened yet, no reason to keep it.
      query: |
        SELECT db_instance AS resource_id, account_id, region,
          coalesce(engine || ' ', '') || 'is publicly accessible' AS message
        FROM rds_instances WHERE publicly_accessible = 1
      references:
        - AWS Foundational Security Best Practices RDS.2
        - CIS AWS Foundations 3.0.0, 2.3.3
      examples:
        - name: public
          given: {rds_instances: [{db_instance: votes, publicly_accessible: true, engine: postgres}]}
          flags: [votes]
        - name: private
          given: {rds_instances: [{db_instance: votes, publicly_accessible: false}]}
          flags: []
        - name: stopped, and public again in a week
          given: {rds_instances: [{db_instance: votes, publicly_accessible: true, state: stopped}]}
          flags: [votes]
      """#
    ),
    (
      "rules/conformity/rds-replica-same-zone.yaml",
      #"""
      id: rds-replica-same-zone
      title: Read replica in its source's zone
      family: conformity
      severity: medium
      resource: rds_instance
      rationale: >-
        A replica is also what is promoted when the source is lost; in the same zone both go at once. Where the source
        has a standby in another zone, the replica's zone matters less, and nothing is said.
      query: |
        SELECT r.db_instance AS resource_id, r.account_id, r.region,
          'a replica of ' || s.db_instance || ', both in ' || r.zone AS message
        FROM rds_instances r
        JOIN rds_instances s ON s.account_id = r.account_id AND s.region = r.region AND s.db_instance = r.replica_of
        WHERE r.zone = s.zone AND NOT coalesce(s.multi_az, 0)
      references:
        - AWS Well-Architected REL10-BP01
        - https://docs.aws.amazon.com/AmazonRDS/latest/UserGuide/USER_ReadRepl.html
      examples:
        - name: both in one zone
          given:
            rds_instances:
              - {db_instance: votes, zone: us-east-1a, multi_az: false}
              - {db_instance: votes-2, zone: us-east-1a, replica_of: votes}
          flags: [votes-2]
        - name: in two zones
          given:
            rds_instances:
              - {db_instance: votes, zone: us-east-1a, multi_az: false}
              - {db_instance: votes-2, zone: us-east-1b, replica_of: votes}
          flags: []
        - name: the source has a standby elsewhere
          given:
            rds_instances:
              - {db_instance: votes, zone: us-east-1a, multi_az: true}
              - {db_instance: votes-2, zone: us-east-1a, replica_of: votes}
          flags: []
        - name: the source is in another region
          given:
            rds_instances:
              - {db_instance: votes-2, zone: us-east-1a, replica_of: "arn:aws:rds:eu-west-1:111111111111:db:votes"}
          flags: []
      """#
    ),
    (
      "rules/conformity/rds-single-zone.yaml",
      #"""
      id: rds-single-zone
      title: Database in one zone only
      family: conformity
      severity: medium
      resource: rds_instance
      rationale: >-
        A database without a standby is down for as long as its zone is, and for minutes at each maintenance. What is not
        production can live with it: name such environments in `relaxed` (the tag `key`, in any case). A cluster's
        instances stand in for each other, and a replica has its source.
      parameters: {key: environment, relaxed: "dev development test testing staging qa sandbox"}
      query: |
        SELECT d.db_instance AS resource_id, d.account_id, d.region,
          coalesce(d.engine || ' ', '') || coalesce(d.instance_class || ' ', '') || 'only in ' || coalesce(d.zone, 'one zone')
            AS message
        FROM rds_instances d
        WHERE d.multi_az = 0 AND d.cluster IS NULL AND d.replica_of IS NULL AND d.state <> 'stopped'
          AND NOT EXISTS (
            SELECT 1 FROM json_each(d.tags) t
            WHERE lower(t.key) IN (lower(:key), 'env')
              AND instr(' ' || lower(:relaxed) || ' ', ' ' || lower(trim(t.value)) || ' ') > 0)
      references:
        - AWS Foundational Security Best Practices RDS.5
        - AWS Well-Architected REL10-BP01
      examples:
        - name: one zone
          given: {rds_instances: [{db_instance: votes, state: available, multi_az: false, zone: us-east-1a}]}
          flags: [votes]
        - name: a standby in another zone
          given: {rds_instances: [{db_instance: votes, state: available, multi_az: true}]}
          flags: []
        - name: of staging, the tag in another case
          given: {rds_instances: [{db_instance: votes, state: available, multi_az: false, tags: {Environment: Staging}}]}
          flags: []
        - name: an Aurora cluster's, and a read replica
          given:
            rds_instances:
              - {db_instance: a-1, state: available, multi_az: false, cluster: a}
              - {db_instance: votes-2, state: available, multi_az: false, replica_of: votes}
          flags: []
      """#
    ),
    (
      "rules/conformity/rds-transit.yaml",
      #"""
      id: rds-transit
      title: Database that takes connections in clear text
      family: conformity
      severity: medium
      resource: rds_instance
      rationale: >-
        A client that does not ask for TLS gets none, unless a parameter insists on it: `rds.force_ssl` of PostgreSQL and
        SQL Server, `require_secure_transport` of MySQL and MariaDB. A client that cannot do TLS stops working when it is
        set: see who connects first.
      query: |
        SELECT d.db_instance AS resource_id, d.account_id, d.region,
          'the parameter group ' || min(g.parameter_group) || ' does not insist on TLS' AS message
        FROM rds_instances d, json_each(d.parameter_groups) n
        JOIN rds_parameter_groups g
          ON g.account_id = d.account_id AND g.region = d.region AND g.parameter_group = n.value
        WHERE (d.engine GLOB 'postgres*' OR d.engine GLOB 'aurora-postgresql*' OR d.engine GLOB 'sqlserver*')
            AND coalesce(g.force_ssl, '0') NOT IN ('1', 'on', 'true')
          OR (d.engine GLOB 'mysql*' OR d.engine GLOB 'mariadb*')
            AND lower(coalesce(g.require_secure_transport, '0')) NOT IN ('1', 'on', 'true')
        GROUP BY d.account_id, d.region, d.db_instance
      references:
        - AWS Foundational Security Best Practices RDS.38, RDS.39
        - AWS Well-Architected SEC09-BP02
      examples:
        - name: PostgreSQL that does not insist
          given:
            rds_instances: [{db_instance: votes, engine: postgres, parameter_groups: [default.postgres14]}]
            rds_parameter_groups: [{parameter_group: default.postgres14, force_ssl: "0"}]
          flags: [votes]
        - name: PostgreSQL that insists
          given:
            rds_instances: [{db_instance: votes, engine: postgres, parameter_groups: [strict]}]
            rds_parameter_groups: [{parameter_group: strict, force_ssl: "1"}]
          flags: []
        - name: MySQL, whose parameter has another name
          given:
            rds_instances:
              - {db_instance: shop, engine: mysql, parameter_groups: [default.mysql8.0]}
              - {db_instance: safe, engine: mysql, parameter_groups: [strict]}
            rds_parameter_groups:
              - {parameter_group: default.mysql8.0, force_ssl: "1"}
              - {parameter_group: strict, require_secure_transport: "ON"}
          flags: [shop]
        - name: an engine that has no such parameter
          given:
            rds_instances: [{db_instance: ledger, engine: oracle-ee, parameter_groups: [default.oracle]}]
            rds_parameter_groups: [{parameter_group: default.oracle}]
          flags: []
      """#
    ),
    (
      "rules/conformity/rds-unencrypted.yaml",
      #"""
      id: rds-unencrypted
      title: Database whose storage is not encrypted
      family: conformity
      severity: medium
      resource: rds_instance
      rationale: >-
        Encryption costs nothing and can only be chosen when a database is made; one that was made without it must be
        restored from an encrypted copy of its snapshot. Until then its snapshots are readable too.
      query: |
        SELECT db_instance AS resource_id, account_id, region,
          coalesce(engine || ' ', '') || coalesce(size_gib || ' GiB ', '') || 'not encrypted' AS message
        FROM rds_instances WHERE encrypted = 0
      references:
        - AWS Foundational Security Best Practices RDS.3
        - CIS AWS Foundations 3.0.0, 2.3.1
      examples:
        - name: not encrypted
          given: {rds_instances: [{db_instance: votes, encrypted: false, engine: postgres}]}
          flags: [votes]
        - name: encrypted
          given: {rds_instances: [{db_instance: votes, encrypted: true}]}
          flags: []
        - name: an old answer that does not say
          given: {rds_instances: [{db_instance: votes}]}
          flags: []
      """#
    ),
    (
      "rules/conformity/region-not-allowed.yaml",
      #"""
      id: region-not-allowed
      title: Resource in a region where none may be
      family: conformity
      severity: high
      resource: resource
      rationale: >-
        Contracts and data protection say where data may lie. Name the regions in `allowed`, with blanks; without any the
        rule says nothing. Zones, default networks and other things that every region has by itself are no resources of
        anybody's making.
      parameters: {allowed: ""}
      query: |
        SELECT resource_type, resource_id, account_id, region, first_seen AS since,
          'in ' || region || ', and allowed are ' || :allowed AS message
        FROM resources
        WHERE :allowed <> '' AND region <> 'global'
          AND instr(' ' || replace(:allowed, ',', ' ') || ' ', ' ' || region || ' ') = 0
          AND resource_type NOT IN ('zone', 'vpc', 'subnet', 'route_table', 'internet_gateway', 'security_group',
            'rds_parameter_group', 'athena_workgroup', 'kms_key')
      references:
        - AWS Well-Architected SEC01-BP03
      examples:
        - name: outside
          parameters: {allowed: "eu-central-1"}
          given: {resources: [{resource_type: instance, resource_id: i-1}]}
          flags: [i-1]
        - name: inside
          parameters: {allowed: "us-east-1, eu-west-1"}
          given: {resources: [{resource_type: instance, resource_id: i-1}]}
          flags: []
        - name: no region is named
          given: {resources: [{resource_type: instance, resource_id: i-1}]}
          flags: []
        - name: what every region has, and what has no region
          parameters: {allowed: "eu-central-1"}
          given:
            resources:
              - {resource_type: security_group, resource_id: sg-1}
              - {resource_type: s3_bucket, resource_id: votes, region: global}
          flags: []
      """#
    ),
    (
      "rules/conformity/required-tags.yaml",
      #"""
      id: required-tags
      title: Resource without a required tag, or with a value that is none
      family: conformity
      severity: low
      resource: resource
      rationale: >-
        Keys in `keys` must be there, by default `team` and `owner`; `allowed` lists the values of the first key, and
        `pattern` (a GLOB) holds for all values. A key in another case is said to be so: the bill tells them apart, and
        cost under `Team` is cost without a team. What others make and tag (members of groups, snapshots of images,
        interfaces) is left to what made it.
      parameters: {keys: "team owner", allowed: "", pattern: "*", types: "instance auto_scaling_group ebs_volume load_balancer classic_load_balancer rds_instance rds_cluster elasticache_cluster dynamodb_table s3_bucket lambda_function efs_file_system nat_gateway eks_cluster ecs_service"}
      query: |
        WITH RECURSIVE wanted(key, rest) AS (
          SELECT NULL, trim(replace(:keys, ',', ' ')) || ' '
          UNION ALL
          SELECT substr(rest, 1, instr(rest, ' ') - 1), ltrim(substr(rest, instr(rest, ' ')))
          FROM wanted WHERE length(trim(rest)) > 0
        ),
        disks AS (
          SELECT DISTINCT i.account_id, i.region, v.value AS id FROM instances i, json_each(i.volume_ids) v
          WHERE i.auto_scaling_group IS NOT NULL
        ),
        mine AS (
          SELECT r.resource_type, r.resource_id, r.account_id, r.region, r.tags
          FROM resources r
          LEFT JOIN disks d ON d.account_id = r.account_id AND d.region = r.region AND d.id = r.resource_id
          LEFT JOIN instances i ON r.resource_type = 'instance' AND i.account_id = r.account_id AND i.region = r.region
            AND i.instance_id = r.resource_id AND i.state = 'terminated'
          WHERE instr(' ' || :types || ' ', ' ' || r.resource_type || ' ') > 0
            AND r.tags IS NOT NULL AND d.id IS NULL AND i.instance_id IS NULL
            AND NOT has_tag(r.tags, 'aws:autoscaling:groupName', 'eks:*', 'kubernetes.io/*', 'elasticbeanstalk:*',
              'aws:elasticmapreduce:*')
        ),
        held AS MATERIALIZED (
          SELECT m.resource_type, m.resource_id, m.account_id, m.region, m.tags, w.key, tag(m.tags, w.key) AS value
          FROM mine m CROSS JOIN wanted w WHERE w.key <> ''
        ),
        judged AS (
          SELECT resource_type, resource_id, account_id, region, CASE
            WHEN value IS NULL THEN coalesce(
              (SELECT 'has ' || t.key || ' and not ' || h.key FROM json_each(h.tags) t
                WHERE lower(trim(t.key)) = lower(h.key) LIMIT 1), 'no ' || h.key)
            WHEN trim(value) = '' THEN 'an empty ' || key
            WHEN :allowed <> '' AND key = substr(trim(:keys) || ' ', 1, instr(trim(:keys) || ' ', ' ') - 1)
              AND instr(' ' || replace(:allowed, ',', ' ') || ' ', ' ' || value || ' ') = 0
              THEN key || '=' || value || ', which is not allowed'
            WHEN value NOT GLOB :pattern THEN key || '=' || value || ', which does not fit ' || :pattern END AS fault
          FROM held h
        )
        SELECT resource_type, resource_id, account_id, region, group_concat(fault, ', ') AS message
        FROM judged WHERE fault IS NOT NULL
        GROUP BY resource_type, resource_id, account_id, region
      references:
        - AWS Well-Architected COST03-BP02
        - SimianArmy UntaggedRule
      examples:
        - name: an owner and no team
          given: {resources: [{resource_type: rds_instance, resource_id: votes, tags: {owner: ann}}]}
          flags: [votes]
        - name: both
          given: {resources: [{resource_type: rds_instance, resource_id: votes, tags: {owner: ann, team: search}}]}
          flags: []
        - name: a key in another case, and a value of blanks
          given:
            resources:
              - {resource_type: rds_instance, resource_id: a, tags: {owner: ann, Team: search}}
              - {resource_type: rds_instance, resource_id: b, tags: {owner: " ", team: search}}
          flags: [a, b]
        - name: a value that is not allowed
          parameters: {allowed: "search, checkout"}
          given:
            resources:
              - {resource_type: rds_instance, resource_id: a, tags: {owner: ann, team: chekout}}
              - {resource_type: rds_instance, resource_id: b, tags: {owner: ann, team: checkout}}
          flags: [a]
        - name: a value that does not fit the pattern
          parameters: {keys: owner, pattern: "*@*.*"}
          given: {resources: [{resource_type: s3_bucket, resource_id: a, tags: {owner: ann}}]}
          flags: [a]
        - name: a member of a group and its disk, a cluster's volume, and a type that nobody tags
          given:
            instances: [{instance_id: i-1, state: running, auto_scaling_group: web, volume_ids: [vol-9]}]
            resources:
              - {resource_type: ebs_volume, resource_id: vol-9, tags: {}}
              - {resource_type: instance, resource_id: i-1, tags: {"aws:autoscaling:groupName": web}}
              - {resource_type: ebs_volume, resource_id: vol-1, tags: {"kubernetes.io/created-for/pvc/name": data}}
              - {resource_type: subnet, resource_id: subnet-1, tags: {}}
              - {resource_type: instance, resource_id: i-2, tags: null}
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
      "rules/conformity/route-crosses-zone.yaml",
      #"""
      id: route-crosses-zone
      title: Subnet whose way out leads through another zone's NAT gateway
      family: conformity
      severity: low
      resource: subnet
      rationale: >-
        Where each zone has its NAT gateway and a route table mixes them up, all traffic pays the transfer between zones,
        and the loss of one zone takes two out. Only said where the subnet's own zone has a gateway in the same VPC.
      query: |
        WITH gateways AS (
          SELECT n.account_id, n.region, n.vpc_id, n.nat_gateway_id, s.zone
          FROM nat_gateways n
          JOIN subnets s ON s.account_id = n.account_id AND s.region = n.region AND s.subnet_id = n.subnet_id
          WHERE n.state = 'available'
        )
        SELECT s.subnet_id AS resource_id, s.account_id, s.region,
          'in ' || s.zone || ', routed to ' || g.nat_gateway_id || ' in ' || g.zone AS message
        FROM subnets s
        JOIN route_tables t ON t.account_id = s.account_id AND t.region = s.region AND t.vpc_id = s.vpc_id,
          json_each(t.subnet_ids) n
        JOIN route_table_routes r
          ON r.account_id = t.account_id AND r.region = t.region AND r.route_table_id = t.route_table_id
        JOIN gateways g ON g.account_id = r.account_id AND g.region = r.region AND g.nat_gateway_id = r.nat_gateway_id
        WHERE n.value = s.subnet_id AND r.destination = '0.0.0.0/0' AND g.zone <> s.zone
          AND EXISTS (
            SELECT 1 FROM gateways o
            WHERE o.account_id = s.account_id AND o.region = s.region AND o.vpc_id = s.vpc_id AND o.zone = s.zone)
      references:
        - AWS Well-Architected COST08-BP02
        - https://docs.aws.amazon.com/vpc/latest/userguide/nat-gateway-basics.html
      examples:
        - name: through the other zone's gateway
          given:
            subnets: &subnets
              - {subnet_id: subnet-1, zone: us-east-1a, vpc_id: vpc-1}
              - {subnet_id: subnet-2, zone: us-east-1b, vpc_id: vpc-1}
              - {subnet_id: subnet-3, zone: us-east-1b, vpc_id: vpc-1}
            nat_gateways: &gateways
              - {nat_gateway_id: nat-1, state: available, vpc_id: vpc-1, subnet_id: subnet-1}
              - {nat_gateway_id: nat-2, state: available, vpc_id: vpc-1, subnet_id: subnet-2}
            route_tables: [{route_table_id: rtb-1, vpc_id: vpc-1, subnet_ids: [subnet-3]}]
            route_table_routes: [{route_table_id: rtb-1, destination: 0.0.0.0/0, nat_gateway_id: nat-1}]
          flags: [subnet-3]
        - name: through its own zone's
          given:
            subnets: *subnets
            nat_gateways: *gateways
            route_tables: [{route_table_id: rtb-1, vpc_id: vpc-1, subnet_ids: [subnet-3]}]
            route_table_routes: [{route_table_id: rtb-1, destination: 0.0.0.0/0, nat_gateway_id: nat-2}]
          flags: []
        - name: its zone has none
          given:
            subnets: *subnets
            nat_gateways: [{nat_gateway_id: nat-1, state: available, vpc_id: vpc-1, subnet_id: subnet-1}]
            route_tables: [{route_table_id: rtb-1, vpc_id: vpc-1, subnet_ids: [subnet-3]}]
            route_table_routes: [{route_table_id: rtb-1, destination: 0.0.0.0/0, nat_gateway_id: nat-1}]
          flags: []
      """#
    ),
    (
      "rules/conformity/s3-no-lifecycle.yaml",
      #"""
      id: s3-no-lifecycle
      title: Bucket without a life cycle
      family: conformity
      severity: low
      resource: s3_bucket
      rationale: >-
        Objects that nobody asks for any more pay the full price for ever. Even where all is kept, a rule for broken
        uploads and for old versions is worth having. A bucket without an object needs none.
      query: |
        SELECT bucket AS resource_id, account_id, region,
          'no life cycle rule' || CASE WHEN versioning = 'Enabled' THEN ', and old versions are kept for ever' ELSE '' END AS message
        FROM s3_buckets
        WHERE lifecycle_rules = 0 AND coalesce(has_objects, 1) = 1
      references:
        - AWS Foundational Security Best Practices S3.13
        - AWS Well-Architected COST04-BP05
      examples:
        - name: no rule
          given: {s3_buckets: [{bucket: votes, lifecycle_rules: 0, has_objects: 1}]}
          flags: [votes]
        - name: one rule
          given: {s3_buckets: [{bucket: votes, lifecycle_rules: 1, has_objects: 1}]}
          flags: []
        - name: empty
          given: {s3_buckets: [{bucket: old, lifecycle_rules: 0, has_objects: 0}]}
          flags: []
        - name: nobody was allowed to ask
          given: {s3_buckets: [{bucket: votes, has_objects: 1}]}
          flags: []
      """#
    ),
    (
      "rules/conformity/s3-public.yaml",
      #"""
      id: s3-public
      title: Bucket that is open to everybody, or could be by one mistake
      family: conformity
      severity: high
      resource: s3_bucket
      rationale: >-
        A bucket is public by its policy or by a grant to AllUsers, unless its block on public access overrides both. A
        website's bucket behind CloudFront need not be public; one that must be is excepted with a reason. Where nothing
        is public and the block is off, one line of a policy makes it so.
      query: |
        WITH grants AS (
          SELECT account_id, region, bucket, group_concat(DISTINCT permission) AS permissions FROM s3_bucket_grants
          WHERE grantee GLOB '*/global/AllUsers' OR grantee GLOB '*/global/AuthenticatedUsers'
          GROUP BY account_id, region, bucket
        )
        SELECT b.bucket AS resource_id, b.account_id, b.region,
          CASE
            WHEN b.policy_is_public = 1 AND NOT coalesce(b.restrict_public_buckets, 0) THEN 'its policy lets everybody in'
            WHEN g.permissions IS NOT NULL AND NOT coalesce(b.ignore_public_acls, 0)
              THEN 'its access list gives ' || g.permissions || ' to everybody'
            ELSE 'the block on public access is off' END AS message
        FROM s3_buckets b
        LEFT JOIN grants g ON g.account_id = b.account_id AND g.region = b.region AND g.bucket = b.bucket
        WHERE b.policy_is_public = 1 AND NOT coalesce(b.restrict_public_buckets, 0)
          OR g.permissions IS NOT NULL AND NOT coalesce(b.ignore_public_acls, 0)
          OR b.public_access_block = 0
      references:
        - AWS Foundational Security Best Practices S3.2, S3.3, S3.8
        - CIS AWS Foundations 3.0.0, 2.1.4
      examples:
        - name: a public policy
          given: {s3_buckets: [{bucket: votes, policy_is_public: true, public_access_block: 1, restrict_public_buckets: false}]}
          flags: [votes]
        - name: a public policy that the block overrides
          given: {s3_buckets: [{bucket: votes, policy_is_public: true, public_access_block: 1, restrict_public_buckets: true}]}
          flags: []
        - name: an old grant to everybody
          given:
            s3_buckets: [{bucket: votes, policy_is_public: false, public_access_block: 1, ignore_public_acls: false}]
            s3_bucket_grants: [{bucket: votes, grantee: "http://acs.amazonaws.com/groups/global/AllUsers", permission: READ}]
          flags: [votes]
        - name: a grant to the log delivery
          given:
            s3_buckets: [{bucket: logs, policy_is_public: false, public_access_block: 1, ignore_public_acls: false}]
            s3_bucket_grants: [{bucket: logs, grantee: "http://acs.amazonaws.com/groups/s3/LogDelivery", permission: WRITE}]
          flags: []
        - name: private so far, without a block
          given: {s3_buckets: [{bucket: votes, policy_is_public: false, public_access_block: 0}]}
          flags: [votes]
      """#
    ),
    (
      "rules/conformity/s3-unencrypted.yaml",
      #"""
      id: s3-unencrypted
      title: Bucket without encryption by default
      family: conformity
      severity: low
      resource: s3_bucket
      rationale: >-
        Since January 2023 every new object is encrypted in any case. A bucket that shows no default encryption is one
        whose answer is older, or another provider's.
      query: |
        SELECT bucket AS resource_id, account_id, region, 'no encryption by default' AS message
        FROM s3_buckets WHERE encryption IS NULL
      references:
        - AWS Well-Architected SEC08-BP02
        - https://docs.aws.amazon.com/AmazonS3/latest/userguide/default-encryption-faq.html
      examples:
        - name: none
          given: {s3_buckets: [{bucket: votes}]}
          flags: [votes]
        - name: with the provider's key
          given: {s3_buckets: [{bucket: votes, encryption: AES256}]}
          flags: []
        - name: with a key of one's own
          given: {s3_buckets: [{bucket: votes, encryption: "aws:kms", kms_key_id: key-1}]}
          flags: []
      """#
    ),
    (
      "rules/conformity/s3-unversioned.yaml",
      #"""
      id: s3-unversioned
      title: Bucket that keeps no versions
      family: conformity
      severity: low
      resource: s3_bucket
      rationale: >-
        Without versions an object that is overwritten or deleted by mistake, or by somebody who wants a ransom, is gone.
        Versions cost their storage: let a life cycle end them after some weeks. Buckets of logs are written once and are
        left alone.
      query: |
        SELECT b.bucket AS resource_id, b.account_id, b.region,
          'versioning is ' || lower(coalesce(b.versioning, 'off')) AS message
        FROM s3_buckets b
        WHERE coalesce(b.versioning, '') <> 'Enabled' AND coalesce(b.has_objects, 1) = 1
          AND NOT EXISTS (SELECT 1 FROM s3_buckets o WHERE o.account_id = b.account_id AND o.logging_bucket = b.bucket)
      references:
        - AWS Foundational Security Best Practices S3.14
        - AWS Well-Architected REL09-BP03
      examples:
        - name: 'off'
          given: {s3_buckets: [{bucket: votes, has_objects: 1}]}
          flags: [votes]
        - name: 'on'
          given: {s3_buckets: [{bucket: votes, has_objects: 1, versioning: Enabled}]}
          flags: []
        - name: suspended
          given: {s3_buckets: [{bucket: votes, has_objects: 1, versioning: Suspended}]}
          flags: [votes]
        - name: where access logs go
          given:
            s3_buckets:
              - {bucket: logs, has_objects: 1}
              - {bucket: votes, has_objects: 1, versioning: Enabled, logging_bucket: logs}
          flags: []
      """#
    ),
    (
      "rules/conformity/secret-no-rotation.yaml",
      #"""
      id: secret-no-rotation
      title: Secret that has been the same for 90 days and is never rotated
      family: conformity
      severity: medium
      resource: secret
      rationale: >-
        A password that never changes is known to everybody who ever had it. Rotation can be had for databases at a
        click. A secret of a service is that service's, and one that was changed by hand this quarter is well looked after.
      parameters: {days: 90}
      query: |
        SELECT secret AS resource_id, account_id, region,
          'no rotation; last changed on ' || date(max(coalesce(changed_at, created_at), coalesce(rotated_at, created_at))) AS message
        FROM secrets
        WHERE NOT coalesce(rotation, 0) AND owning_service IS NULL AND deleted_at IS NULL
          AND coalesce(primary_region, region) = region
          AND max(coalesce(changed_at, created_at), coalesce(rotated_at, created_at)) <= days_ago(:days)
      references:
        - AWS Foundational Security Best Practices SecretsManager.1
        - AWS Well-Architected SEC02-BP05
      examples:
        - name: changed 91 days ago
          given: {secrets: [{secret: db, rotation: false, created_at: 400 days ago, changed_at: 91 days ago}]}
          flags: [db]
        - name: changed 89 days ago, by hand
          given: {secrets: [{secret: db, rotation: false, created_at: 400 days ago, changed_at: 89 days ago}]}
          flags: []
        - name: rotated
          given: {secrets: [{secret: db, rotation: true, created_at: 400 days ago, changed_at: 95 days ago}]}
          flags: []
        - name: of a service
          given: {secrets: [{secret: "rds!db-1", rotation: false, owning_service: rds, created_at: 400 days ago}]}
          flags: []
      """#
    ),
    (
      "rules/conformity/security-group-open-admin.yaml",
      #"""
      id: security-group-open-admin
      title: Security group that lets the world try to log on
      family: conformity
      severity: high
      resource: security_group
      rationale: >-
        Remote log-on is tried from everywhere, all the time. Session Manager needs no open port. The whole world is 0.0.0.0/0 and ::/0, and also a network of a handful of bits. A group that nothing has is
        open to nobody yet, and its next user will not look.
      parameters: {ports: "22 3389 5985 5986"}
      query: |
        WITH RECURSIVE ports(port, rest) AS (
          SELECT NULL, trim(:ports) || ' '
          UNION ALL
          SELECT CAST(substr(rest, 1, instr(rest, ' ') - 1) AS INTEGER), ltrim(substr(rest, instr(rest, ' ')))
          FROM ports WHERE length(trim(rest)) > 0
        ),
        world AS (
          SELECT account_id, region, security_group_id, coalesce(cidr_ipv4, cidr_ipv6) AS cidr, protocol,
            coalesce(from_port, 0) AS first, coalesce(to_port, 65535) AS last
          FROM security_group_rules
          WHERE direction = 'ingress' AND protocol IN ('tcp', '6', '-1')
            AND (cidr_ipv6 GLOB '*/0' OR cidr_ipv4 GLOB '*/[0-8]')
            AND coalesce(cidr_ipv4, '') NOT IN ('10.0.0.0/8')
        )
        SELECT w.security_group_id AS resource_id, w.account_id, w.region,
          coalesce(s.name || ', ', '') || 'open to ' || group_concat(DISTINCT w.cidr) || ' on '
            || CASE WHEN max(w.protocol = '-1') THEN 'every port' ELSE 'port ' || group_concat(DISTINCT p.port) END AS message
        FROM world w
        JOIN ports p ON p.port BETWEEN w.first AND w.last OR w.protocol = '-1'
        JOIN security_groups s
          ON s.account_id = w.account_id AND s.region = w.region AND s.security_group_id = w.security_group_id
        WHERE p.port IS NOT NULL
        GROUP BY w.account_id, w.region, w.security_group_id
      references:
        - AWS Foundational Security Best Practices EC2.13, EC2.14
        - CIS AWS Foundations 3.0.0, 5.2
      examples:
        - name: open to the world
          given:
            security_groups: [{security_group_id: sg-1, name: web}]
            security_group_rules: [{security_group_id: sg-1, direction: ingress, protocol: tcp, from_port: 22, to_port: 22, cidr_ipv4: 0.0.0.0/0}]
          flags: [sg-1]
        - name: open to one network
          given:
            security_groups: [{security_group_id: sg-1, name: web}]
            security_group_rules: [{security_group_id: sg-1, direction: ingress, protocol: tcp, from_port: 22, to_port: 22, cidr_ipv4: 203.0.113.0/24}]
          flags: []
        - name: HTTPS for everybody
          given:
            security_groups: [{security_group_id: sg-1, name: web}]
            security_group_rules: [{security_group_id: sg-1, direction: ingress, protocol: tcp, from_port: 443, to_port: 443, cidr_ipv4: 0.0.0.0/0}]
          flags: []
        - name: by IPv6 only, in a range, and by any protocol
          given:
            security_groups: [{security_group_id: sg-1, name: a}, {security_group_id: sg-2, name: b}, {security_group_id: sg-3, name: c}]
            security_group_rules:
              - {security_group_id: sg-1, direction: ingress, protocol: tcp, from_port: 22, to_port: 22, cidr_ipv6: "::/0"}
              - {security_group_id: sg-2, direction: ingress, protocol: tcp, from_port: 1, to_port: 65535, cidr_ipv4: 0.0.0.0/0}
              - {security_group_id: sg-3, direction: ingress, protocol: "-1", cidr_ipv4: 0.0.0.0/0}
          flags: [sg-1, sg-2, sg-3]
        - name: to the world in two halves, and to all of a private network
          given:
            security_groups: [{security_group_id: sg-1, name: a}, {security_group_id: sg-2, name: b}]
            security_group_rules:
              - {security_group_id: sg-1, direction: ingress, protocol: tcp, from_port: 22, to_port: 22, cidr_ipv4: 0.0.0.0/1}
              - {security_group_id: sg-1, direction: ingress, protocol: tcp, from_port: 22, to_port: 22, cidr_ipv4: 128.0.0.0/1}
              - {security_group_id: sg-2, direction: ingress, protocol: tcp, from_port: 22, to_port: 22, cidr_ipv4: 10.0.0.0/8}
          flags: [sg-1]
        - name: what it may reach, which is another matter
          given:
            security_groups: [{security_group_id: sg-1, name: web}]
            security_group_rules: [{security_group_id: sg-1, direction: egress, protocol: "-1", cidr_ipv4: 0.0.0.0/0}]
          flags: []
      """#
    ),
    (
      "rules/conformity/security-group-open-database.yaml",
      #"""
      id: security-group-open-database
      title: Security group that lets the world talk to databases
      family: conformity
      severity: high
      resource: security_group
      rationale: >-
        Databases and caches were not made to face the world, and many have no password at all. The whole world is 0.0.0.0/0 and ::/0, and also a network of a handful of bits. A group that nothing has is
        open to nobody yet, and its next user will not look.
      parameters: {ports: "1433 1521 3306 5432 6379 9200 11211 27017"}
      query: |
        WITH RECURSIVE ports(port, rest) AS (
          SELECT NULL, trim(:ports) || ' '
          UNION ALL
          SELECT CAST(substr(rest, 1, instr(rest, ' ') - 1) AS INTEGER), ltrim(substr(rest, instr(rest, ' ')))
          FROM ports WHERE length(trim(rest)) > 0
        ),
        world AS (
          SELECT account_id, region, security_group_id, coalesce(cidr_ipv4, cidr_ipv6) AS cidr, protocol,
            coalesce(from_port, 0) AS first, coalesce(to_port, 65535) AS last
          FROM security_group_rules
          WHERE direction = 'ingress' AND protocol IN ('tcp', '6', '-1')
            AND (cidr_ipv6 GLOB '*/0' OR cidr_ipv4 GLOB '*/[0-8]')
            AND coalesce(cidr_ipv4, '') NOT IN ('10.0.0.0/8')
        )
        SELECT w.security_group_id AS resource_id, w.account_id, w.region,
          coalesce(s.name || ', ', '') || 'open to ' || group_concat(DISTINCT w.cidr) || ' on '
            || CASE WHEN max(w.protocol = '-1') THEN 'every port' ELSE 'port ' || group_concat(DISTINCT p.port) END AS message
        FROM world w
        JOIN ports p ON p.port BETWEEN w.first AND w.last OR w.protocol = '-1'
        JOIN security_groups s
          ON s.account_id = w.account_id AND s.region = w.region AND s.security_group_id = w.security_group_id
        WHERE p.port IS NOT NULL
        GROUP BY w.account_id, w.region, w.security_group_id
      references:
        - AWS Foundational Security Best Practices EC2.19
      examples:
        - name: open to the world
          given:
            security_groups: [{security_group_id: sg-1, name: web}]
            security_group_rules: [{security_group_id: sg-1, direction: ingress, protocol: tcp, from_port: 5432, to_port: 5432, cidr_ipv4: 0.0.0.0/0}]
          flags: [sg-1]
        - name: open to one network
          given:
            security_groups: [{security_group_id: sg-1, name: web}]
            security_group_rules: [{security_group_id: sg-1, direction: ingress, protocol: tcp, from_port: 5432, to_port: 5432, cidr_ipv4: 203.0.113.0/24}]
          flags: []
        - name: HTTPS for everybody
          given:
            security_groups: [{security_group_id: sg-1, name: web}]
            security_group_rules: [{security_group_id: sg-1, direction: ingress, protocol: tcp, from_port: 443, to_port: 443, cidr_ipv4: 0.0.0.0/0}]
          flags: []
        - name: by IPv6 only, in a range, and by any protocol
          given:
            security_groups: [{security_group_id: sg-1, name: a}, {security_group_id: sg-2, name: b}, {security_group_id: sg-3, name: c}]
            security_group_rules:
              - {security_group_id: sg-1, direction: ingress, protocol: tcp, from_port: 5432, to_port: 5432, cidr_ipv6: "::/0"}
              - {security_group_id: sg-2, direction: ingress, protocol: tcp, from_port: 1, to_port: 65535, cidr_ipv4: 0.0.0.0/0}
              - {security_group_id: sg-3, direction: ingress, protocol: "-1", cidr_ipv4: 0.0.0.0/0}
          flags: [sg-1, sg-2, sg-3]
        - name: to the world in two halves, and to all of a private network
          given:
            security_groups: [{security_group_id: sg-1, name: a}, {security_group_id: sg-2, name: b}]
            security_group_rules:
              - {security_group_id: sg-1, direction: ingress, protocol: tcp, from_port: 5432, to_port: 5432, cidr_ipv4: 0.0.0.0/1}
              - {security_group_id: sg-1, direction: ingress, protocol: tcp, from_port: 5432, to_port: 5432, cidr_ipv4: 128.0.0.0/1}
              - {security_group_id: sg-2, direction: ingress, protocol: tcp, from_port: 5432, to_port: 5432, cidr_ipv4: 10.0.0.0/8}
          flags: [sg-1]
        - name: what it may reach, which is another matter
          given:
            security_groups: [{security_group_id: sg-1, name: web}]
            security_group_rules: [{security_group_id: sg-1, direction: egress, protocol: "-1", cidr_ipv4: 0.0.0.0/0}]
          flags: []
      """#
    ),
    (
      "rules/conformity/sqs-no-dead-letter.yaml",
      #"""
      id: sqs-no-dead-letter
      title: Queue without a dead-letter queue
      family: conformity
      severity: medium
      resource: sqs_queue
      rationale: >-
        A message that cannot be worked on comes back until it is too old, costs a try each time, and is then gone. The
        queues for dead letters themselves need none; they are known by being named so or by another queue.
      query: |
        SELECT q.queue AS resource_id, q.account_id, q.region, 'no dead-letter queue' AS message
        FROM sqs_queues q
        WHERE q.redrive_policy IS NULL
          AND NOT EXISTS (
            SELECT 1 FROM sqs_queues o
            WHERE o.account_id = q.account_id AND o.region = q.region AND json_valid(o.redrive_policy)
              AND json_extract(o.redrive_policy, '$.deadLetterTargetArn') = q.arn)
          AND lower(q.queue) NOT GLOB '*dlq*' AND lower(q.queue) NOT GLOB '*dead*letter*'
      references:
        - https://docs.aws.amazon.com/AWSSimpleQueueService/latest/SQSDeveloperGuide/sqs-dead-letter-queues.html
        - AWS Well-Architected REL05-BP03
      examples:
        - name: none
          given: {sqs_queues: [{queue: votes, arn: "arn:aws:sqs:us-east-1:111111111111:votes"}]}
          flags: [votes]
        - name: one, which needs none itself
          given:
            sqs_queues:
              - {queue: votes, arn: "arn:votes", redrive_policy: '{"deadLetterTargetArn": "arn:failed", "maxReceiveCount": 5}'}
              - {queue: failed, arn: "arn:failed"}
          flags: []
        - name: named for dead letters, though no queue names it now
          given: {sqs_queues: [{queue: old-DLQ.fifo, arn: "arn:old"}]}
          flags: []
      """#
    ),
    (
      "rules/conformity/subnet-matrix.yaml",
      #"""
      id: subnet-matrix
      title: VPC whose subnets leave a gap between zones and kinds
      family: conformity
      severity: low
      resource: vpc
      rationale: >-
        A VPC over three zones has a public and a private subnet in each; a missing one is found by the group that wants
        to grow into it. A subnet is public where its route table leads to an internet gateway, whatever its name says.
        The tag `scope` (in any case) sets apart rows that belong together, such as databases. Only kinds that a VPC has
        in at least one zone, and zones in which it has any subnet, are expected.
      parameters: {key: scope}
      query: |
        WITH routed AS (
          SELECT s.account_id, s.region, s.vpc_id, s.subnet_id, s.zone,
            coalesce((SELECT lower(t.value) FROM json_each(s.tags) t WHERE lower(t.key) = lower(:key) LIMIT 1), '') AS scope,
            coalesce(
              (SELECT r.route_table_id FROM route_tables r, json_each(r.subnet_ids) n
                WHERE r.account_id = s.account_id AND r.region = s.region AND n.value = s.subnet_id LIMIT 1),
              (SELECT r.route_table_id FROM route_tables r
                WHERE r.account_id = s.account_id AND r.region = s.region AND r.vpc_id = s.vpc_id
                  AND r.main_associations > 0 LIMIT 1)) AS route_table_id
          FROM subnets s WHERE NOT coalesce(s.is_default, 0)
        ),
        kinds AS (
          SELECT r.account_id, r.region, r.vpc_id, r.zone, r.scope,
            CASE WHEN EXISTS (
              SELECT 1 FROM route_table_routes x
              WHERE x.account_id = r.account_id AND x.region = r.region AND x.route_table_id = r.route_table_id
                AND x.gateway_id GLOB 'igw-*') THEN 'public' ELSE 'private' END AS kind
          FROM routed r
        ),
        expected AS (
          SELECT DISTINCT z.account_id, z.region, z.vpc_id, z.zone, k.kind, k.scope
          FROM kinds z JOIN kinds k ON k.account_id = z.account_id AND k.region = z.region AND k.vpc_id = z.vpc_id
        ),
        lacking AS (
          SELECT account_id, region, vpc_id, zone, kind, scope FROM expected
          EXCEPT SELECT account_id, region, vpc_id, zone, kind, scope FROM kinds
          ORDER BY zone, kind, scope
        )
        SELECT vpc_id AS resource_id, account_id, region,
          'no ' || group_concat(kind || ' subnet' || CASE WHEN scope = '' THEN '' ELSE ' of ' || scope END || ' in ' || zone, ', no ')
            AS message
        FROM lacking GROUP BY account_id, region, vpc_id
      references:
        - AWS Well-Architected REL10-BP01
        - https://docs.aws.amazon.com/vpc/latest/userguide/vpc-example-private-subnets-nat.html
      examples:
        - name: two zones, and a private subnet in one only
          given:
            subnets:
              - {subnet_id: subnet-1, vpc_id: vpc-1, zone: us-east-1a}
              - {subnet_id: subnet-2, vpc_id: vpc-1, zone: us-east-1b}
              - {subnet_id: subnet-3, vpc_id: vpc-1, zone: us-east-1a}
            route_tables: &tables
              - {route_table_id: rtb-1, vpc_id: vpc-1, subnet_ids: [subnet-1, subnet-2], main_associations: 0}
              - {route_table_id: rtb-2, vpc_id: vpc-1, subnet_ids: [], main_associations: 1}
            route_table_routes: &routes
              - {route_table_id: rtb-1, destination: 0.0.0.0/0, gateway_id: igw-1}
              - {route_table_id: rtb-2, destination: 10.0.0.0/16, gateway_id: local}
          flags: [vpc-1]
        - name: public and private in both zones
          given:
            subnets:
              - {subnet_id: subnet-1, vpc_id: vpc-1, zone: us-east-1a}
              - {subnet_id: subnet-2, vpc_id: vpc-1, zone: us-east-1b}
              - {subnet_id: subnet-3, vpc_id: vpc-1, zone: us-east-1a}
              - {subnet_id: subnet-4, vpc_id: vpc-1, zone: us-east-1b}
            route_tables: *tables
            route_table_routes: *routes
          flags: []
        - name: databases in one zone of two
          given:
            subnets:
              - {subnet_id: subnet-3, vpc_id: vpc-1, zone: us-east-1a}
              - {subnet_id: subnet-4, vpc_id: vpc-1, zone: us-east-1b}
              - {subnet_id: subnet-5, vpc_id: vpc-1, zone: us-east-1a, tags: {Scope: Data}}
            route_tables: *tables
            route_table_routes: *routes
          flags: [vpc-1]
        - name: the default VPC, which nobody planned
          given: {subnets: [{subnet_id: subnet-1, vpc_id: vpc-1, zone: us-east-1a, is_default: true}]}
          flags: []
        - name: one zone only, which other rules look after
          given:
            subnets: [{subnet_id: subnet-1, vpc_id: vpc-1, zone: us-east-1a}, {subnet_id: subnet-3, vpc_id: vpc-1, zone: us-east-1a}]
            route_tables: *tables
            route_table_routes: *routes
          flags: []
      """#
    ),
    (
      "rules/spend/billed-idle.yaml",
      #"""
      id: billed-idle
      title: Gateway or load balancer paid for by the hour through which nothing went
      family: spend
      severity: medium
      resource: billed_resource
      rationale: >-
        The bill itself tells what nobody uses: hours of a NAT gateway without a byte, hours of a load balancer with lines
        for its capacity units or bytes that say nothing. It needs no permission to ask CloudWatch. A load balancer without
        such lines is not judged: some bills leave them out. One that stands by for another zone, or that a
        partner uses once a quarter, is idle too and wanted: except it with a reason.
      parameters: {minimum: 5}
      costs:
        used:
          by: {account_id: account, region: region, resource: resource, usage_type: usage_type}
          gives: [cost, quantity]
          least_days: 14
          where:
            - charge_category=Usage
            - "usage_type~(NatGateway-(Hours|Bytes)|LoadBalancerUsage|LCUUsage|DataProcessing-Bytes|DataTransfer)"
            - "service_code~(AmazonEC2|AmazonVPC|AWSELB)"
      query: |
        WITH sums AS (
          SELECT account_id, region, resource, currency,
            sum(CASE WHEN usage_type GLOB '*NatGateway-Hours' OR usage_type GLOB '*LoadBalancerUsage' THEN cost END) AS hours,
            sum(CASE WHEN usage_type GLOB '*NatGateway-Hours' OR usage_type GLOB '*LoadBalancerUsage' THEN 0
              ELSE quantity END) AS used,
            sum(usage_type GLOB '*NatGateway-Hours') AS gateways,
            sum(usage_type NOT GLOB '*NatGateway-Hours' AND usage_type NOT GLOB '*LoadBalancerUsage') AS meters,
            sum(cost) AS cost
          FROM used WHERE resource IS NOT NULL GROUP BY account_id, region, resource, currency
        )
        SELECT resource AS resource_id, account_id, coalesce(region, 'global') AS region,
          money(hours) || ' ' || coalesce(currency, '') || ' for its hours in 30 days, and nothing went through it' AS message,
          cost AS monthly_cost, cost AS saving, currency
        FROM sums WHERE hours >= units(:minimum) AND coalesce(used, 0) = 0 AND (gateways > 0 OR meters > 0)
      references:
        - SimianArmy OrphanedELBRule
        - AWS Well-Architected COST04-BP03
      examples:
        - name: a NAT gateway without a byte
          given: {used: [{resource: nat-1, usage_type: NatGateway-Hours, cost: 32.4, quantity: 720}]}
          flags: [nat-1]
        - name: a NAT gateway with a gigabyte
          given:
            used:
              - {resource: nat-1, usage_type: NatGateway-Hours, cost: 32.4, quantity: 720}
              - {resource: nat-1, usage_type: NatGateway-Bytes, cost: 0.045, quantity: 1}
          flags: []
        - name: a balancer with hours and no capacity units, and one with some
          given:
            used:
              - {resource: app/web/1, usage_type: EU-LoadBalancerUsage, cost: 16.2, quantity: 720}
              - {resource: app/web/1, usage_type: EU-LCUUsage, cost: 0, quantity: 0}
              - {resource: app/shop/1, usage_type: EU-LoadBalancerUsage, cost: 16.2, quantity: 720}
              - {resource: app/shop/1, usage_type: EU-LCUUsage, cost: 3, quantity: 400}
          flags: [app/web/1]
        - name: a balancer whose bill has no lines for what it did
          given: {used: [{resource: app/web/1, usage_type: LoadBalancerUsage, cost: 16.2, quantity: 720}]}
          flags: []
        - name: one of a few hours only
          given: {used: [{resource: nat-1, usage_type: NatGateway-Hours, cost: 0.9, quantity: 20}]}
          flags: []
        - name: a volume, which has no such hours
          given: {used: [{resource: vol-1, usage_type: DataTransfer-Out-Bytes, cost: 9, quantity: 90}]}
          flags: []
      """#
    ),
    (
      "rules/spend/billed-not-in-inventory.yaml",
      #"""
      id: billed-not-in-inventory
      title: Billed lately and not in the inventory
      family: spend
      severity: medium
      resource: billed_resource
      rationale: >-
        What is paid for and nobody sees is in a region that nobody collects, or was made and removed between two
        snapshots. Looked at are ids of instances and volumes that were charged on the newest days of the
        bill, in accounts and regions whose inventory came whole. What ended since is charged no more: only what was still
        charged on the last full day counts, and only where the inventory was taken after it.
      parameters: {minimum: 1}
      costs:
        charged:
          by: {account_id: account, region: region, resource_id: resource_id, service_code: service_code}
          per: day
          days: 3
          where: [charge_category=Usage, "service_code~AmazonEC2"]
      query: |
        WITH places AS (
          SELECT account_id, region, max(last_seen) AS taken_at FROM (
            SELECT account_id, region, last_seen FROM instances
            UNION ALL SELECT account_id, region, last_seen FROM ebs_volumes)
          GROUP BY account_id, region
        ),
        known AS (
          SELECT account_id, region, instance_id AS id FROM instances
          UNION SELECT account_id, region, volume_id FROM ebs_volumes
          UNION SELECT v.account_id, v.region, v.instance_id FROM auto_scaling_group_instances v
        )
        SELECT c.resource_id, c.account_id, c.region,
          money(sum(c.cost)) || ' ' || coalesce(c.currency, '') || ' on ' || max(c.day)
            || ', and the inventory of ' || date(p.taken_at) || ' does not have it' AS message,
          NULL AS saving, c.currency
        FROM charged c
        JOIN places p ON p.account_id = c.account_id AND p.region = c.region
        LEFT JOIN known k ON k.account_id = c.account_id AND k.region = c.region AND k.id = c.resource_id
        WHERE c.days_back = 1 AND (c.resource_id GLOB 'i-*' OR c.resource_id GLOB 'vol-*')
          -- Within two days of the snapshot, so that what has ended since the bill's last day is not missed for nothing.
          AND julianday(p.taken_at) - julianday(c.day) BETWEEN -1 AND 3
          AND k.id IS NULL
          AND EXISTS (
            SELECT 1 FROM charged t
            WHERE t.account_id = c.account_id AND t.region = c.region AND t.resource_id = c.resource_id AND t.days_back = 0)
        GROUP BY c.account_id, c.region, c.resource_id, c.currency
        HAVING sum(c.cost) >= units(:minimum)
      references:
        - AWS Well-Architected COST03-BP01
      examples:
        - name: an instance of two dollars a day that the inventory lacks
          given:
            instances: [{instance_id: i-1, state: running}]
            charged: [{resource_id: i-9, cost: 2, days_back: 2..0}]
          flags: [i-9]
        - name: one of ninety cents
          given:
            instances: [{instance_id: i-1, state: running}]
            charged: [{resource_id: i-9, cost: 0.9, days_back: 2..0}]
          flags: []
        - name: in the inventory
          given:
            instances: [{instance_id: i-1, state: running}]
            charged: [{resource_id: i-1, cost: 2, days_back: 2..0}]
          flags: []
        - name: ended on the bill's last day but one
          given:
            instances: [{instance_id: i-1, state: running}]
            charged: [{resource_id: i-9, cost: 2, days_back: 2..1}]
          flags: []
        - name: a region that nobody collects
          given: {charged: [{resource_id: i-9, cost: 2, days_back: 2..0}]}
          flags: []
        - name: a bucket, which is named and not numbered
          given:
            instances: [{instance_id: i-1, state: running}]
            charged: [{resource_id: votes, cost: 2, days_back: 2..0}]
          flags: []
      """#
    ),
    (
      "rules/spend/burst-credits.yaml",
      #"""
      id: burst-credits
      title: Instance of a burstable type that pays for more CPU than it has
      family: spend
      severity: low
      resource: instance
      rationale: >-
        A burstable instance in unlimited mode pays for every hour above its share of CPU. Where that is the rule and
        not the exception, a type with whole cores is cheaper and faster. What the other type would cost is a choice,
        so nothing is said of the saving.
      parameters: {minimum: 2}
      costs:
        credits:
          by: {account_id: account, region: region, resource_id: resource_id}
          gives: [cost, quantity]
          where: [charge_category=Usage, "usage_type~CPUCredits"]
      query: |
        SELECT resource_id, account_id, coalesce(region, 'global') AS region,
          money(sum(cost)) || ' ' || coalesce(currency, '') || ' for CPU beyond its share in 30 days' AS message,
          NULL AS saving, currency
        FROM credits
        WHERE resource_id IS NOT NULL
        GROUP BY account_id, region, resource_id, currency
        HAVING sum(cost) >= units(:minimum)
      references:
        - https://docs.aws.amazon.com/AWSEC2/latest/UserGuide/burstable-performance-instances-unlimited-mode.html
      examples:
        - name: two dollars for credits
          given: {credits: [{resource_id: i-1, cost: 2, quantity: 40}]}
          flags: [i-1]
        - name: a dollar and a bit, as of one busy morning
          given: {credits: [{resource_id: i-1, cost: 1.99, quantity: 39}]}
          flags: []
        - name: no credits
          given: {credits: []}
          flags: []
        - name: credits that no resource is named for, as of a fleet
          given: {credits: [{cost: 50, quantity: 1000}]}
          flags: []
      """#
    ),
    (
      "rules/spend/commitment-underused.yaml",
      #"""
      id: commitment-underused
      title: Reservation or savings plan of which a part is paid for and not used
      family: spend
      severity: high
      resource: commitment
      rationale: >-
        An hour of a commitment that nothing uses is paid for and gone. Reservations can be changed, exchanged or sold
        in some cases; most often the way is to let it end and buy less, or to move more onto it. The unused part is
        the bill's effective cost of the commitment's own fee. That the money goes on until it ends is why nothing is
        counted as saved.
      parameters: {percent: 10, minimum: 10}
      costs:
        commitments:
          by:
            account_id: billing_account
            commitment: commitment
            charge_type: charge_type
            status: commitment_status
          least_days: 7
          where: ["commitment!="]
      query: |
        WITH sums AS (
          SELECT account_id, commitment, currency, sum(cost) AS total,
            sum(CASE WHEN charge_type IN ('RIFee', 'SavingsPlanRecurringFee') OR status = 'Unused' THEN cost ELSE 0 END)
              AS unused
          FROM commitments
          WHERE coalesce(charge_type, '') NOT IN ('SavingsPlanNegation', 'SavingsPlanUpfrontFee')
          GROUP BY account_id, commitment, currency
        )
        SELECT commitment AS resource_id, account_id, 'global' AS region,
          money(unused) || ' ' || coalesce(currency, '') || ' of ' || money(total) || ' (' || percent(unused, total)
            || '%) was paid for and not used in 30 days' AS message,
          unused AS monthly_cost, currency, 0 AS saving
        FROM sums WHERE unused >= units(:minimum) AND percent(unused, total) >= :percent
      references:
        - AWS Well-Architected COST07-BP01
        - https://docs.aws.amazon.com/awsaccountbilling/latest/aboutv2/ri-behavior.html
      examples:
        - name: a tenth of a reservation unused
          given:
            commitments:
              - {commitment: ri-1, charge_type: RIFee, cost: 10}
              - {commitment: ri-1, charge_type: DiscountedUsage, cost: 90}
          flags: [ri-1]
        - name: nine of a hundred unused
          given:
            commitments:
              - {commitment: ri-1, charge_type: RIFee, cost: 9}
              - {commitment: ri-1, charge_type: DiscountedUsage, cost: 91}
          flags: []
        - name: wholly used
          given:
            commitments:
              - {commitment: sp-1, charge_type: SavingsPlanRecurringFee, cost: 0}
              - {commitment: sp-1, charge_type: SavingsPlanCoveredUsage, cost: 500}
          flags: []
        - name: a savings plan, a third unused
          given:
            commitments:
              - {commitment: sp-1, charge_type: SavingsPlanRecurringFee, cost: 100}
              - {commitment: sp-1, charge_type: SavingsPlanCoveredUsage, cost: 200}
              - {commitment: sp-1, charge_type: SavingsPlanNegation, cost: -300}
          flags: [sp-1]
        - name: another provider's, that says so itself
          given:
            commitments:
              - {commitment: c-1, charge_type: Usage, status: Unused, cost: 40}
              - {commitment: c-1, charge_type: Usage, status: Used, cost: 60}
          flags: [c-1]
        - name: a third unused of very little
          given:
            commitments:
              - {commitment: ri-1, charge_type: RIFee, cost: 3}
              - {commitment: ri-1, charge_type: DiscountedUsage, cost: 6}
          flags: []
      """#
    ),
    (
      "rules/spend/cost-anomaly-concept.yaml",
      #"""
      id: cost-anomaly-concept
      title: A team's daily cost out of all proportion
      family: spend
      severity: high
      resource: concept
      rationale: >-
        As cost-anomaly-service, by a concept of the organisation (else the tag of that name): a team's deployment that
        costs too much is easily lost in a service that all share.
      parameters: {recent: 3, times: 5, percent: 30, minimum: 20, concept: team}
      costs:
        spend:
          by: {account_id: account, item: "concept:{concept}"}
          per: day
          days: 56
          least_days: 21
          where: [charge_category=Usage]
      query: |
        -- A day without charges is a day of nothing, and counts.
        WITH RECURSIVE back(n) AS (SELECT 0 UNION ALL SELECT n + 1 FROM back WHERE n < 55),
        items AS (SELECT DISTINCT account_id, item, currency, days FROM spend WHERE item IS NOT NULL),
        sums AS (
          SELECT account_id, item, currency, days_back, sum(cost) AS cost
          FROM spend WHERE item IS NOT NULL GROUP BY account_id, item, currency, days_back
        ),
        filled AS (
          SELECT i.account_id, i.item, i.currency, b.n AS days_back, coalesce(s.cost, 0) AS cost
          FROM items i JOIN back b ON b.n < i.days
          LEFT JOIN sums s ON s.account_id = i.account_id AND s.item = i.item AND s.currency IS i.currency
            AND s.days_back = b.n
        ),
        ranked AS (
          SELECT account_id, item, currency, cost,
            row_number() OVER (PARTITION BY account_id, item, currency ORDER BY cost) AS place,
            count(*) OVER (PARTITION BY account_id, item, currency) AS days
          FROM filled WHERE days_back >= :recent
        ),
        middles AS (
          SELECT account_id, item, currency, cost AS middle FROM ranked WHERE place = (days + 1) / 2
        ),
        apart AS (
          SELECT f.account_id, f.item, f.currency, abs(f.cost - m.middle) AS distance,
            row_number() OVER (PARTITION BY f.account_id, f.item, f.currency ORDER BY abs(f.cost - m.middle)) AS place,
            count(*) OVER (PARTITION BY f.account_id, f.item, f.currency) AS days
          FROM filled f JOIN middles m ON m.account_id = f.account_id AND m.item = f.item AND m.currency IS f.currency
          WHERE f.days_back >= :recent
        ),
        usual AS (
          SELECT m.account_id, m.item, m.currency, m.middle, a.distance
          FROM middles m JOIN apart a ON a.account_id = m.account_id AND a.item = m.item AND a.currency IS m.currency
            AND a.place = (a.days + 1) / 2
        ),
        odd AS (
          SELECT f.account_id, f.item, f.currency, f.days_back, f.cost, u.middle
          FROM filled f JOIN usual u ON u.account_id = f.account_id AND u.item = f.item AND u.currency IS f.currency
          WHERE f.days_back < :recent
            AND f.cost - u.middle >= units(:minimum)
            AND f.cost - u.middle >= u.distance * :times
            AND f.cost - u.middle >= part(u.middle, :percent, 100)
            -- The same day of an earlier week was no cheaper: that is the week's own rhythm.
            AND NOT EXISTS (
              SELECT 1 FROM filled w
              WHERE w.account_id = f.account_id AND w.item = f.item AND w.currency IS f.currency
                AND w.days_back > f.days_back AND w.days_back % 7 = f.days_back % 7
                AND w.cost >= part(f.cost, 100, 100 + :percent))
        )
        SELECT item AS resource_id, account_id, 'global' AS region,
          money(max(cost)) || ' ' || coalesce(currency, '') || ' on one of the last ' || :recent || ' days, where '
            || money(middle) || ' is usual' AS message,
          sum(cost - middle) AS monthly_cost, currency, NULL AS saving
        FROM odd GROUP BY account_id, item, currency
      references:
        - AWS Well-Architected COST03-BP05
        - https://docs.aws.amazon.com/cost-management/latest/userguide/manage-ad.html
      examples:
        - name: a hundred where ten is usual
          given:
            spend:
              - {item: checkout, cost: 10, days: 56, days_back: 55..1}
              - {item: checkout, cost: 100, days: 56, days_back: 0}
          flags: [checkout]
        - name: 29 where ten is usual, which is under the least amount
          given:
            spend:
              - {item: checkout, cost: 10, days: 56, days_back: 55..1}
              - {item: checkout, cost: 29, days: 56, days_back: 0}
          flags: []
        - name: ten every day
          given: {spend: [{item: checkout, cost: 10, days: 56, days_back: 55..0}]}
          flags: []
        - name: a hundred every Saturday, which is how this company lives
          given:
            spend:
              - {item: checkout, cost: 10, days: 56, days_back: 55..0}
              - {item: checkout, cost: 90, days: 56, days_back: 1}
              - {item: checkout, cost: 90, days: 56, days_back: 8}
              - {item: checkout, cost: 90, days: 56, days_back: 15}
              - {item: checkout, cost: 90, days: 56, days_back: 22}
          flags: []
        - name: charged for the first time, and at once a lot
          given: {spend: [{item: checkout, cost: 200, days: 56, days_back: 1..0}]}
          flags: [checkout]
        - name: a single odd day a month ago does not make the next one usual
          given:
            spend:
              - {item: checkout, cost: 10, days: 56, days_back: 55..0}
              - {item: checkout, cost: 90, days: 56, days_back: 30}
              - {item: checkout, cost: 90, days: 56, days_back: 0}
          flags: [checkout]
      """#
    ),
    (
      "rules/spend/cost-anomaly-service.yaml",
      #"""
      id: cost-anomaly-service
      title: A service's daily cost out of all proportion
      family: spend
      severity: high
      resource: service
      rationale: >-
        Compares the last days with the median of the eight weeks before, and asks for a distance of several times the
        usual scatter (the median absolute deviation), which one odd day does not move as it moves an average. What
        comes back every week is no anomaly.
      parameters: {recent: 3, times: 5, percent: 30, minimum: 20}
      costs:
        spend:
          by: {account_id: account, item: "service"}
          per: day
          days: 56
          least_days: 21
          where: [charge_category=Usage]
      query: |
        -- A day without charges is a day of nothing, and counts.
        WITH RECURSIVE back(n) AS (SELECT 0 UNION ALL SELECT n + 1 FROM back WHERE n < 55),
        items AS (SELECT DISTINCT account_id, item, currency, days FROM spend WHERE item IS NOT NULL),
        sums AS (
          SELECT account_id, item, currency, days_back, sum(cost) AS cost
          FROM spend WHERE item IS NOT NULL GROUP BY account_id, item, currency, days_back
        ),
        filled AS (
          SELECT i.account_id, i.item, i.currency, b.n AS days_back, coalesce(s.cost, 0) AS cost
          FROM items i JOIN back b ON b.n < i.days
          LEFT JOIN sums s ON s.account_id = i.account_id AND s.item = i.item AND s.currency IS i.currency
            AND s.days_back = b.n
        ),
        ranked AS (
          SELECT account_id, item, currency, cost,
            row_number() OVER (PARTITION BY account_id, item, currency ORDER BY cost) AS place,
            count(*) OVER (PARTITION BY account_id, item, currency) AS days
          FROM filled WHERE days_back >= :recent
        ),
        middles AS (
          SELECT account_id, item, currency, cost AS middle FROM ranked WHERE place = (days + 1) / 2
        ),
        apart AS (
          SELECT f.account_id, f.item, f.currency, abs(f.cost - m.middle) AS distance,
            row_number() OVER (PARTITION BY f.account_id, f.item, f.currency ORDER BY abs(f.cost - m.middle)) AS place,
            count(*) OVER (PARTITION BY f.account_id, f.item, f.currency) AS days
          FROM filled f JOIN middles m ON m.account_id = f.account_id AND m.item = f.item AND m.currency IS f.currency
          WHERE f.days_back >= :recent
        ),
        usual AS (
          SELECT m.account_id, m.item, m.currency, m.middle, a.distance
          FROM middles m JOIN apart a ON a.account_id = m.account_id AND a.item = m.item AND a.currency IS m.currency
            AND a.place = (a.days + 1) / 2
        ),
        odd AS (
          SELECT f.account_id, f.item, f.currency, f.days_back, f.cost, u.middle
          FROM filled f JOIN usual u ON u.account_id = f.account_id AND u.item = f.item AND u.currency IS f.currency
          WHERE f.days_back < :recent
            AND f.cost - u.middle >= units(:minimum)
            AND f.cost - u.middle >= u.distance * :times
            AND f.cost - u.middle >= part(u.middle, :percent, 100)
            -- The same day of an earlier week was no cheaper: that is the week's own rhythm.
            AND NOT EXISTS (
              SELECT 1 FROM filled w
              WHERE w.account_id = f.account_id AND w.item = f.item AND w.currency IS f.currency
                AND w.days_back > f.days_back AND w.days_back % 7 = f.days_back % 7
                AND w.cost >= part(f.cost, 100, 100 + :percent))
        )
        SELECT item AS resource_id, account_id, 'global' AS region,
          money(max(cost)) || ' ' || coalesce(currency, '') || ' on one of the last ' || :recent || ' days, where '
            || money(middle) || ' is usual' AS message,
          sum(cost - middle) AS monthly_cost, currency, NULL AS saving
        FROM odd GROUP BY account_id, item, currency
      references:
        - AWS Well-Architected COST03-BP05
        - https://docs.aws.amazon.com/cost-management/latest/userguide/manage-ad.html
      examples:
        - name: a hundred where ten is usual
          given:
            spend:
              - {item: checkout, cost: 10, days: 56, days_back: 55..1}
              - {item: checkout, cost: 100, days: 56, days_back: 0}
          flags: [checkout]
        - name: 29 where ten is usual, which is under the least amount
          given:
            spend:
              - {item: checkout, cost: 10, days: 56, days_back: 55..1}
              - {item: checkout, cost: 29, days: 56, days_back: 0}
          flags: []
        - name: ten every day
          given: {spend: [{item: checkout, cost: 10, days: 56, days_back: 55..0}]}
          flags: []
        - name: a hundred every Saturday, which is how this company lives
          given:
            spend:
              - {item: checkout, cost: 10, days: 56, days_back: 55..0}
              - {item: checkout, cost: 90, days: 56, days_back: 1}
              - {item: checkout, cost: 90, days: 56, days_back: 8}
              - {item: checkout, cost: 90, days: 56, days_back: 15}
              - {item: checkout, cost: 90, days: 56, days_back: 22}
          flags: []
        - name: charged for the first time, and at once a lot
          given: {spend: [{item: checkout, cost: 200, days: 56, days_back: 1..0}]}
          flags: [checkout]
        - name: a single odd day a month ago does not make the next one usual
          given:
            spend:
              - {item: checkout, cost: 10, days: 56, days_back: 55..0}
              - {item: checkout, cost: 90, days: 56, days_back: 30}
              - {item: checkout, cost: 90, days: 56, days_back: 0}
          flags: [checkout]
      """#
    ),
    (
      "rules/spend/cost-month-jump.yaml",
      #"""
      id: cost-month-jump
      title: A service cost much more than in the 30 days before
      family: spend
      severity: medium
      resource: service
      rationale: >-
        A slow rise is no anomaly on any day and is the dearest of all. Compares the last 30 days with the 30 before
        them, by account and service; a service that is new is told by service-new.
      parameters: {percent: 30, minimum: 100}
      costs:
        spend:
          by: {account_id: account, service: service}
          per: day
          days: 60
          least_days: 60
          where: [charge_category=Usage]
      query: |
        WITH sums AS (
          SELECT account_id, service, currency, sum(CASE WHEN days_back < 30 THEN cost ELSE 0 END) AS now,
            sum(CASE WHEN days_back >= 30 THEN cost ELSE 0 END) AS before
          FROM spend WHERE service IS NOT NULL AND account_id IS NOT NULL
          GROUP BY account_id, service, currency
        )
        SELECT service AS resource_id, account_id, 'global' AS region,
          money(now) || ' ' || coalesce(currency, '') || ' in 30 days, after ' || money(before) || ': '
            || percent(now - before, before) || '% more' AS message,
          now AS monthly_cost, currency, NULL AS saving
        FROM sums
        WHERE before > 0 AND now - before >= units(:minimum) AND percent(now - before, before) >= :percent
      references:
        - AWS Well-Architected COST03-BP05
      examples:
        - name: half as much again
          given:
            spend:
              - {service: Amazon S3, cost: 10, days_back: 59..30, days: 60}
              - {service: Amazon S3, cost: 15, days_back: 29..0, days: 60}
          flags: [Amazon S3]
        - name: a quarter more
          given:
            spend:
              - {service: Amazon S3, cost: 20, days_back: 59..30, days: 60}
              - {service: Amazon S3, cost: 25, days_back: 29..0, days: 60}
          flags: []
        - name: thrice as much, of very little
          given:
            spend:
              - {service: Amazon S3, cost: 1, days_back: 59..30, days: 60}
              - {service: Amazon S3, cost: 3, days_back: 29..0, days: 60}
          flags: []
        - name: the same
          given: {spend: [{service: Amazon S3, cost: 15, days_back: 59..0, days: 60}]}
          flags: []
        - name: less
          given:
            spend:
              - {service: Amazon S3, cost: 50, days_back: 59..30, days: 60}
              - {service: Amazon S3, cost: 15, days_back: 29..0, days: 60}
          flags: []
      """#
    ),
    (
      "rules/spend/cost-untagged.yaml",
      #"""
      id: cost-untagged
      title: Cost that no team answers for
      family: spend
      severity: medium
      resource: service
      rationale: >-
        What nobody answers for, nobody makes smaller. The concept of the name `key` decides where the organisation
        has defined one, so a tag in another case (`Team`) counts when the concept reads it; else the tag of that
        name, as it is written. Taxes and fees have no tags and are not looked at. Tagging saves nothing by itself.
      parameters: {key: team, unallocated: unallocated, minimum: 10, percent: 5}
      costs:
        spend:
          by: {account_id: account, service: service, value: "concept:{key}"}
          where: [charge_category=Usage]
      query: |
        WITH sums AS (
          SELECT account_id, service, currency, sum(cost) AS total,
            sum(CASE WHEN coalesce(value, '') IN ('', :unallocated) THEN cost ELSE 0 END) AS untagged
          FROM spend WHERE service IS NOT NULL AND account_id IS NOT NULL
          GROUP BY account_id, service, currency
        )
        SELECT service AS resource_id, account_id, 'global' AS region,
          money(untagged) || ' ' || coalesce(currency, '') || ' of ' || money(total) || ' (' || percent(untagged, total)
            || '%) has no ' || :key AS message,
          untagged AS monthly_cost, currency
        FROM sums
        WHERE untagged >= units(:minimum) AND percent(untagged, total) >= :percent
      saves: false
      references:
        - AWS Well-Architected COST03-BP02
        - https://docs.aws.amazon.com/awsaccountbilling/latest/aboutv2/cost-alloc-tags.html
      examples:
        - name: twelve dollars without a team
          given: {spend: [{service: Amazon EC2, cost: 12}, {service: Amazon EC2, value: search, cost: 30}]}
          flags: [Amazon EC2]
        - name: nine dollars without a team
          given: {spend: [{service: Amazon EC2, cost: 9}, {service: Amazon EC2, value: search, cost: 30}]}
          flags: []
        - name: all of it has a team
          given: {spend: [{service: Amazon EC2, value: search, cost: 500}]}
          flags: []
        - name: what the concept calls unallocated, and a tag that is set to nothing
          given:
            spend:
              - {service: Amazon EC2, value: unallocated, cost: 50}
              - {service: Amazon S3, value: "", cost: 50}
          flags: [Amazon EC2, Amazon S3]
        - name: a rest of four percent, as every large bill has
          given: {spend: [{service: Amazon EC2, cost: 40}, {service: Amazon EC2, value: search, cost: 960}]}
          flags: []
        - name: two currencies are two sums
          given:
            spend:
              - {service: Amazon EC2, cost: 6, currency: USD}
              - {service: Amazon EC2, cost: 6, currency: EUR}
          flags: []
      """#
    ),
    (
      "rules/spend/cross-zone-transfer.yaml",
      #"""
      id: cross-zone-transfer
      title: Traffic between zones that costs much
      family: spend
      severity: low
      resource: usage_type
      rationale: >-
        Each gigabyte between two zones is paid for on both sides. It is the price of surviving the loss of a zone, and
        yet much of it is not: a cache read from the other zone, a balancer that prefers nobody, a database replica
        next door that nobody asks. Nothing tells how much of it could stay at home, so no saving is said.
      parameters: {minimum: 50}
      costs:
        transfer:
          by: {account_id: account, region: region, usage_type: usage_type}
          gives: [cost, quantity]
          where: [charge_category=Usage, "usage_type~DataTransfer-(Regional|xAZ)"]
      query: |
        SELECT usage_type AS resource_id, account_id, coalesce(region, 'global') AS region,
          quantity(sum(quantity)) || ' ' || coalesce(max(unit), 'units') || ' between zones for ' || money(sum(cost)) || ' '
            || coalesce(currency, '') || ' in 30 days' AS message,
          sum(cost) AS monthly_cost, currency, NULL AS saving
        FROM transfer GROUP BY account_id, region, usage_type, currency
        HAVING sum(cost) >= units(:minimum)
      references:
        - AWS Well-Architected COST08-BP02
        - https://aws.amazon.com/blogs/architecture/overview-of-data-transfer-costs-for-common-architectures/
      examples:
        - name: five terabytes
          given: {transfer: [{usage_type: DataTransfer-Regional-Bytes, cost: 50, quantity: 5000, unit: GB}]}
          flags: [DataTransfer-Regional-Bytes]
        - name: a bit less
          given: {transfer: [{usage_type: DataTransfer-Regional-Bytes, cost: 49.99, quantity: 4999, unit: GB}]}
          flags: []
        - name: little, as every group over two zones has
          given: {transfer: [{usage_type: DataTransfer-Regional-Bytes, cost: 1, quantity: 100, unit: GB}]}
          flags: []
        - name: services that add up
          given:
            transfer:
              - {usage_type: EU-DataTransfer-Regional-Bytes, cost: 30, quantity: 3000, unit: GB}
              - {usage_type: EU-DataTransfer-Regional-Bytes, cost: 30, quantity: 3000, unit: GB}
          flags: [EU-DataTransfer-Regional-Bytes]
      """#
    ),
    (
      "rules/spend/ebs-volume-gp2.yaml",
      #"""
      id: ebs-volume-gp2
      title: gp2 volume that would be cheaper as gp3
      family: spend
      severity: low
      resource: ebs_volume
      rationale: >-
        gp3 costs less by the gigabyte and is changed to while the volume is in use. A gp2 volume of more than 1,000 GiB
        has more than the 3,000 operations per second that gp3 has without extra charge; whether it needs them its figures
        tell, so nothing is said of its saving. The price of gp3 is this bill's own for the region; where the bill has
        none, the saving is not known. Volumes of a group change with its template.
      parameters: {gib: 1}
      costs:
        gp2:
          by: {account_id: account, region: region, resource_id: resource_id}
          gives: [cost, quantity]
          where: [charge_category=Usage, "usage_type~EBS:VolumeUsage.gp2$"]
        gp3:
          by: {region: region, account_id: billing_account}
          gives: [cost, quantity]
          where: [charge_category=Usage, "usage_type~EBS:VolumeUsage.gp3$"]
      query: |
        WITH used AS (
          SELECT account_id, region, resource_id, currency, sum(cost) AS cost, sum(quantity) AS quantity
          FROM gp2 GROUP BY account_id, region, resource_id, currency
        ),
        price AS (
          SELECT region, currency, sum(cost) AS cost, sum(quantity) AS quantity FROM gp3
          GROUP BY region, currency HAVING sum(quantity) > 0
        )
        SELECT v.volume_id AS resource_id, v.account_id, v.region,
          v.size_gib || ' GiB gp2' || CASE
            WHEN v.size_gib > 1000 THEN ', with ' || v.size_gib * 3 || ' operations per second, where gp3 has 3000'
            WHEN u.cost IS NULL THEN ', which no bill knows'
            WHEN p.cost IS NULL THEN '; this bill has no gp3 in ' || v.region || ' to compare with'
            ELSE '' END AS message,
          CASE WHEN v.size_gib <= 1000 THEN max(0, u.cost - part(p.cost, u.quantity, p.quantity)) END AS saving,
          u.currency
        FROM ebs_volumes v
        LEFT JOIN used u ON u.account_id = v.account_id AND u.region = v.region AND u.resource_id = v.volume_id
        LEFT JOIN price p ON p.region = v.region AND p.currency IS u.currency
        WHERE v.volume_type = 'gp2' AND v.state IN ('in-use', 'available') AND v.size_gib >= :gib
      references:
        - https://docs.aws.amazon.com/ebs/latest/userguide/general-purpose.html
        - AWS Well-Architected COST07-BP01
      examples:
        - name: gp2, with a price of gp3 in the bill
          given:
            ebs_volumes: [{volume_id: vol-1, volume_type: gp2, state: in-use, size_gib: 100}]
            gp2: [{resource_id: vol-1, cost: 10, quantity: 100}]
            gp3: [{cost: 80, quantity: 1000}]
          flags: [vol-1]
        - name: gp3
          given: {ebs_volumes: [{volume_id: vol-1, volume_type: gp3, state: in-use, size_gib: 100}]}
          flags: []
        - name: gp2, and no bill at all
          given: {ebs_volumes: [{volume_id: vol-1, volume_type: gp2, state: in-use, size_gib: 100}]}
          flags: [vol-1]
        - name: a disk of magnets, and one of provisioned operations
          given:
            ebs_volumes:
              - {volume_id: vol-1, volume_type: st1, state: in-use, size_gib: 500}
              - {volume_id: vol-2, volume_type: io2, state: in-use, size_gib: 500}
          flags: []
        - name: so large that it is faster than gp3 is by itself
          given: {ebs_volumes: [{volume_id: vol-1, volume_type: gp2, state: in-use, size_gib: 2000}]}
          flags: [vol-1]
      """#
    ),
    (
      "rules/spend/inventory-never-billed.yaml",
      #"""
      id: inventory-never-billed
      title: In the inventory and never billed
      family: spend
      severity: low
      resource: resource
      rationale: >-
        An instance that runs and appears on no bill is paid for on one that we do not have, or the bill comes without
        resource ids. Looked at are running instances and volumes of some days, in accounts of which the bill
        names any such id. What a free tier covers is on the bill, at nothing.
      parameters: {days: 5}
      costs:
        charged:
          by: {account_id: account, region: region, resource_id: resource_id}
          gives: [cost]
          where: ["service_code~AmazonEC2"]
      query: |
        WITH things AS (
          SELECT 'instance' AS resource_type, account_id, region, instance_id AS id, launched_at AS created_at, last_seen FROM instances
          WHERE state = 'running'
          UNION ALL SELECT 'ebs_volume', account_id, region, volume_id, created_at, last_seen FROM ebs_volumes
        ),
        billed AS (
          SELECT account_id, substr(resource_id, 1, 2) AS kind FROM charged
          WHERE resource_id GLOB 'i-*' OR resource_id GLOB 'vol-*' GROUP BY 1, 2
        )
        SELECT t.resource_type, t.id AS resource_id, t.account_id, t.region, t.created_at AS since,
          'made on ' || date(t.created_at) || ', and on no bill of the last 30 days' AS message
        FROM things t
        JOIN billed b ON b.account_id = t.account_id AND b.kind = substr(t.id, 1, 2)
        LEFT JOIN charged c ON c.account_id = t.account_id AND c.region = t.region AND c.resource_id = t.id
        WHERE t.created_at <= days_ago(:days) AND c.resource_id IS NULL
      saves: false
      references:
        - AWS Well-Architected COST03-BP01
      examples:
        - name: runs for six days and is on no bill
          given:
            instances: [{instance_id: i-1, state: running, launched_at: 6 days ago}]
            charged: [{resource_id: i-2, cost: 1}]
          flags: [i-1]
        - name: runs for four days
          given:
            instances: [{instance_id: i-1, state: running, launched_at: 4 days ago}]
            charged: [{resource_id: i-2, cost: 1}]
          flags: []
        - name: on the bill, at nothing
          given:
            instances: [{instance_id: i-1, state: running, launched_at: 90 days ago}]
            charged: [{resource_id: i-1, cost: 0}]
          flags: []
        - name: a bill that names no resources
          given:
            instances: [{instance_id: i-1, state: running, launched_at: 90 days ago}]
            charged: [{cost: 500}]
          flags: []
        - name: stopped, for which only its volumes are charged
          given:
            instances: [{instance_id: i-1, state: stopped, launched_at: 90 days ago}]
            charged: [{resource_id: i-2, cost: 1}]
          flags: []
      """#
    ),
    (
      "rules/spend/log-ingestion.yaml",
      #"""
      id: log-ingestion
      title: Logs that cost much to take in
      family: spend
      severity: medium
      resource: billed_resource
      rationale: >-
        Logs are paid for by the gigabyte when they come in, whether or not anybody reads them: a debug level left on,
        an access log kept twice, a loop that reports the same error. The infrequent access class costs half. What a
        group could do without only its team knows, so no saving is said.
      parameters: {minimum: 25}
      costs:
        ingested:
          by: {account_id: account, region: region, resource: resource}
          gives: [cost, quantity]
          where: [charge_category=Usage, "usage_type~(DataProcessing|VendedLog|DataProcessingIA)-Bytes", "service_code~CloudWatch"]
      query: |
        SELECT coalesce(resource, 'log groups that the bill does not name') AS resource_id, account_id,
          coalesce(region, 'global') AS region,
          quantity(sum(quantity)) || ' ' || coalesce(max(unit), 'GB') || ' of logs taken in for ' || money(sum(cost)) || ' '
            || coalesce(currency, '') || ' in 30 days' AS message,
          sum(cost) AS monthly_cost, currency, NULL AS saving
        FROM ingested GROUP BY account_id, region, resource, currency
        HAVING sum(cost) >= units(:minimum)
      references:
        - https://docs.aws.amazon.com/AmazonCloudWatch/latest/logs/CloudWatch_Logs_Log_Classes.html
      examples:
        - name: fifty gigabytes
          given: {ingested: [{resource: "arn:aws:logs:us-east-1:111111111111:log-group:web", cost: 25, quantity: 50, unit: GB}]}
          flags: ["arn:aws:logs:us-east-1:111111111111:log-group:web"]
        - name: 49 gigabytes
          given: {ingested: [{resource: "arn:aws:logs:us-east-1:111111111111:log-group:web", cost: 24.5, quantity: 49, unit: GB}]}
          flags: []
        - name: little
          given: {ingested: [{resource: "arn:aws:logs:us-east-1:111111111111:log-group:web", cost: 1, quantity: 2, unit: GB}]}
          flags: []
        - name: a bill that names no groups
          given: {ingested: [{cost: 100, quantity: 200, unit: GB}]}
          flags: [log groups that the bill does not name]
      """#
    ),
    (
      "rules/spend/nat-transfer.yaml",
      #"""
      id: nat-transfer
      title: NAT gateway whose traffic costs more than the gateway
      family: spend
      severity: medium
      resource: nat_gateway
      rationale: >-
        Each gigabyte through a NAT gateway is paid for once more. Most of it is often traffic to S3 and DynamoDB, for
        which a gateway endpoint is free, or pulls of container images. How much of it is tells no bill, so no saving is
        said; whether the VPC has such endpoints is.
      parameters: {minimum: 50}
      costs:
        traffic:
          by: {account_id: account, region: region, resource_id: resource_id}
          gives: [cost, quantity]
          where: [charge_category=Usage, "usage_type~NatGateway-Bytes"]
      query: |
        WITH sums AS (
          SELECT account_id, region, resource_id, currency, max(unit) AS unit, sum(cost) AS cost, sum(quantity) AS quantity
          FROM traffic GROUP BY account_id, region, resource_id, currency
        ),
        endpoints AS (
          SELECT account_id, region, vpc_id, group_concat(DISTINCT substr(service_name, length(rtrim(service_name,
            'abcdefghijklmnopqrstuvwxyz0123456789-')) + 1)) AS services
          FROM vpc_endpoints WHERE kind = 'Gateway' AND state = 'available' GROUP BY account_id, region, vpc_id
        )
        SELECT n.nat_gateway_id AS resource_id, n.account_id, n.region,
          quantity(s.quantity) || ' ' || coalesce(s.unit, 'GB') || ' for ' || money(s.cost) || ' ' || coalesce(s.currency, '')
            || ' in 30 days; its VPC has '
            || coalesce('gateway endpoints for ' || e.services, 'no gateway endpoint for S3 or DynamoDB') AS message,
          NULL AS saving
        FROM nat_gateways n
        JOIN sums s ON s.account_id = n.account_id AND s.region = n.region AND s.resource_id = n.nat_gateway_id
        LEFT JOIN endpoints e ON e.account_id = n.account_id AND e.region = n.region AND e.vpc_id = n.vpc_id
        WHERE s.cost >= units(:minimum)
      references:
        - AWS Well-Architected COST08-BP03
        - https://docs.aws.amazon.com/vpc/latest/privatelink/gateway-endpoints.html
      examples:
        - name: fifty dollars of traffic, and no endpoint
          given:
            nat_gateways: [{nat_gateway_id: nat-1, state: available, vpc_id: vpc-1}]
            traffic: [{resource_id: nat-1, cost: 50, quantity: 1111, unit: GB}]
          flags: [nat-1]
        - name: a bit less
          given:
            nat_gateways: [{nat_gateway_id: nat-1, state: available, vpc_id: vpc-1}]
            traffic: [{resource_id: nat-1, cost: 49.99, quantity: 1110, unit: GB}]
          flags: []
        - name: little traffic
          given:
            nat_gateways: [{nat_gateway_id: nat-1, state: available, vpc_id: vpc-1}]
            traffic: [{resource_id: nat-1, cost: 0.4, quantity: 9, unit: GB}]
          flags: []
        - name: much, though S3 has its endpoint
          given:
            nat_gateways: [{nat_gateway_id: nat-1, state: available, vpc_id: vpc-1}]
            vpc_endpoints: [{vpc_endpoint_id: vpce-1, vpc_id: vpc-1, kind: Gateway, state: available, service_name: com.amazonaws.us-east-1.s3}]
            traffic: [{resource_id: nat-1, cost: 500, quantity: 11111, unit: GB}]
          flags: [nat-1]
      """#
    ),
    (
      "rules/spend/on-demand-always.yaml",
      #"""
      id: on-demand-always
      title: Instances that run always and are paid for on demand
      family: spend
      severity: medium
      resource: usage_type
      rationale: >-
        What runs every hour of the month is what reservations and savings plans are for. Counts the resources of an
        instance type that were charged on demand in nearly every hour of 30 days. What that would save is known only
        where this bill has a committed price for the same type in the same region. A commitment binds for one or
        three years: see first what can be switched off or made smaller.
      parameters: {percent: 95, minimum: 100}
      costs:
        used:
          by: {account_id: account, region: region, usage_type: usage_type, operation: operation, resource_id: resource_id}
          least_days: 28
          gives: [cost, quantity, hours]
          where: [charge_category=Usage, pricing_category=Standard, "usage_type~BoxUsage:"]
        committed:
          by: {region: region, usage_type: usage_type, operation: operation, account_id: billing_account}
          gives: [cost, quantity]
          where: [charge_category=Usage, pricing_category=Committed, "charge_type!=SavingsPlanNegation"]
      query: |
        WITH prices AS (
          SELECT region, usage_type, operation, currency, sum(cost) AS cost, sum(quantity) AS quantity
          FROM committed WHERE quantity > 0 AND cost > 0 GROUP BY region, usage_type, operation, currency
        ),
        always AS (
          SELECT account_id, region, usage_type, operation, currency, count(*) AS resources, sum(cost) AS cost,
            sum(quantity) AS quantity
          FROM used WHERE resource_id IS NOT NULL AND hours * 100 >= days * 24 * :percent
          GROUP BY account_id, region, usage_type, operation, currency
        )
        SELECT a.usage_type AS resource_id, a.account_id, coalesce(a.region, 'global') AS region,
          a.resources || CASE WHEN a.resources = 1 THEN ' resource' ELSE ' resources' END
            || ' ran nearly all hours of the last 30 days on demand (' || quantity(a.quantity) || ' hours)'
            || CASE WHEN p.cost IS NULL THEN '; this bill has no committed price for it' ELSE '' END AS message,
          a.cost AS monthly_cost, a.currency, max(0, a.cost - part(p.cost, a.quantity, p.quantity)) AS saving
        FROM always a LEFT JOIN prices p
          ON p.region IS a.region AND p.usage_type = a.usage_type AND p.operation IS a.operation
            AND p.currency IS a.currency
        WHERE a.cost >= units(:minimum)
      references:
        - AWS Well-Architected COST07-BP01
        - https://docs.aws.amazon.com/savingsplans/latest/userguide/what-is-savings-plans.html
      examples:
        - name: 690 of 720 hours
          given: {used: [{resource_id: i-1, usage_type: "BoxUsage:m5.4xlarge", cost: 552, quantity: 690, hours: 690}]}
          flags: ["BoxUsage:m5.4xlarge"]
        - name: 680 of 720 hours
          given: {used: [{resource_id: i-1, usage_type: "BoxUsage:m5.4xlarge", cost: 544, quantity: 680, hours: 680}]}
          flags: []
        - name: always, and too little money to bind oneself for
          given: {used: [{resource_id: i-1, usage_type: "BoxUsage:t3.small", cost: 15, quantity: 720, hours: 720}]}
          flags: []
        - name: by day only
          given: {used: [{resource_id: i-1, usage_type: "BoxUsage:m5.4xlarge", cost: 250, quantity: 300, hours: 300}]}
          flags: []
        - name: three that run always and one that comes and goes
          given:
            used:
              - {resource_id: i-1, usage_type: "BoxUsage:m5.large", cost: 70, quantity: 720, hours: 720}
              - {resource_id: i-2, usage_type: "BoxUsage:m5.large", cost: 70, quantity: 720, hours: 720}
              - {resource_id: i-3, usage_type: "BoxUsage:m5.large", cost: 7, quantity: 72, hours: 72}
            committed: [{usage_type: "BoxUsage:m5.large", cost: 43.20, quantity: 720}]
          flags: ["BoxUsage:m5.large"]
      """#
    ),
    (
      "rules/spend/out-of-hours.yaml",
      #"""
      id: out-of-hours
      title: Non-production instance that runs at night and at the weekend
      family: spend
      severity: medium
      resource: instance
      rationale: >-
        A week has 168 hours, of which a team works fifty. What nobody tests on at night can be stopped then, by a
        schedule. The environment is the concept `key`, else the tag of that name. An instance of an auto scaling
        group is not stopped by itself: give the group a schedule. Only the hours of the instance count, since its
        volumes stay, and only where it still runs.
      parameters: {key: environment, environments: "dev development test testing staging qa sandbox", from: 8, to: 20, time_zone: UTC, minimum: 10}
      costs:
        hours:
          by: {account_id: account, region: region, resource_id: resource_id, environment: "concept:{key}"}
          per: hour_of_week
          days: 28
          least_days: 14
          time_zone: "{time_zone}"
          where: [charge_category=Usage, "pricing_category!=Committed", "usage_type~(Box|Spot)Usage:", "concept:{key}~(?i)^({environments|})$"]
      query: |
        WITH sums AS (
          SELECT account_id, region, resource_id, currency, max(days) AS days,
            sum(cost) AS cost,
            sum(CASE WHEN hour_of_week / 24 < 5 AND hour_of_week % 24 >= :from AND hour_of_week % 24 < :to
              THEN 0 ELSE cost END) AS outside
          FROM hours
          WHERE resource_id IS NOT NULL
            AND instr(' ' || :environments || ' ', ' ' || lower(environment) || ' ') > 0
          GROUP BY account_id, region, resource_id, currency
        )
        SELECT s.resource_id, s.account_id, s.region,
          money(outside) || ' of ' || money(cost) || ' ' || coalesce(currency, '') || ' in ' || days
            || ' days were paid for hours outside Monday to Friday ' || :from || ':00 to ' || :to || ':00' || coalesce(', of the group ' || i.auto_scaling_group, '') AS message,
          part(outside, 30, days) AS saving, currency
        FROM sums s
        JOIN instances i ON i.account_id = s.account_id AND i.region = s.region AND i.instance_id = s.resource_id
        WHERE part(outside, 30, days) >= units(:minimum) AND i.state = 'running'
      references:
        - Cloud Custodian off-hours policy
        - AWS Well-Architected COST09-BP03
      examples:
        - name: staging that never sleeps
          given:
            instances: [{instance_id: i-1, state: running}]
            hours: [{resource_id: i-1, environment: staging, cost: 0.40, hour_of_week: 0..167, days: 28}]
          flags: [i-1]
        - name: staging that costs too little to care
          given:
            instances: [{instance_id: i-1, state: running}]
            hours: [{resource_id: i-1, environment: staging, cost: 0.05, hour_of_week: 0..167, days: 28}]
          flags: []
        - name: staging by day only
          given:
            instances: [{instance_id: i-1, state: running}, {instance_id: i-2, state: running}]
            hours:
              - {resource_id: i-1, environment: staging, cost: 4, hour_of_week: 8..19, days: 28}
              - {resource_id: i-1, environment: staging, cost: 4, hour_of_week: 32..43, days: 28}
          flags: []
        - name: production
          given:
            instances: [{instance_id: i-1, state: running}]
            hours: [{resource_id: i-1, environment: production, cost: 4, hour_of_week: 0..167, days: 28}]
          flags: []
        - name: the tag in another case, and one that only contains the word
          given:
            instances: [{instance_id: i-1, state: running}, {instance_id: i-2, state: running}]
            hours:
              - {resource_id: i-1, environment: Staging, cost: 4, hour_of_week: 0..167, days: 28}
              - {resource_id: i-2, environment: stag, cost: 4, hour_of_week: 0..167, days: 28}
          flags: [i-1]
        - name: nobody says what it is for
          given:
            instances: [{instance_id: i-1, state: running}]
            hours: [{resource_id: i-1, cost: 4, hour_of_week: 0..167, days: 28}]
          flags: []
        - name: stopped since
          given:
            instances: [{instance_id: i-1, state: stopped}]
            hours: [{resource_id: i-1, environment: staging, cost: 0.40, hour_of_week: 0..167, days: 28}]
          flags: []
      """#
    ),
    (
      "rules/spend/previous-generation.yaml",
      #"""
      id: previous-generation
      title: Instance of a previous generation
      family: spend
      severity: low
      resource: instance
      rationale: >-
        The next generation is mostly cheaper and always faster. From m3 and older the way may need another image (HVM,
        network and disk drivers). What it would save is taken from this bill's own price of the successor of the same
        size in the same region; where the bill has none, it is not known. What a commitment covers saves nothing yet.
      parameters: {minimum: 0}
      costs:
        used:
          by: {account_id: account, region: region, resource_id: resource_id, operation: operation}
          gives: [cost, quantity]
          where: [charge_category=Usage, pricing_category=Standard, "usage_type~BoxUsage:"]
        prices:
          by: {region: region, usage_type: usage_type, operation: operation, account_id: billing_account}
          gives: [cost, quantity]
          where: [charge_category=Usage, pricing_category=Standard, "usage_type~BoxUsage:"]
      query: |
        WITH families(old, next) AS (
          VALUES ('t1', 't3'), ('t2', 't3'), ('m1', 'm5'), ('m2', 'r5'), ('m3', 'm5'), ('m4', 'm5'), ('c1', 'c5'), ('c3', 'c5'),
            ('c4', 'c5'), ('r3', 'r5'), ('r4', 'r5'), ('i2', 'i3'), ('d2', 'd3'), ('g2', 'g4dn'), ('g3', 'g4dn'), ('p2', 'p3'), ('x1', 'x2idn')
        ),
        old AS (
          SELECT i.account_id, i.region, i.instance_id, i.name, i.instance_type, i.auto_scaling_group,
            f.next || substr(i.instance_type, instr(i.instance_type, '.')) AS successor
          FROM instances i JOIN families f ON f.old = substr(i.instance_type, 1, instr(i.instance_type, '.') - 1)
          WHERE i.state IN ('running', 'stopped')
        ),
        costs AS (
          SELECT account_id, region, resource_id, operation, currency, sum(cost) AS cost, sum(quantity) AS quantity
          FROM used GROUP BY account_id, region, resource_id, operation, currency
        ),
        unit AS (
          SELECT region, substr(usage_type, instr(usage_type, 'BoxUsage:') + 9) AS instance_type, operation, currency,
            sum(cost) AS cost, sum(quantity) AS quantity
          FROM prices GROUP BY 1, 2, 3, 4 HAVING sum(quantity) > 0 AND sum(cost) > 0
        )
        SELECT o.instance_id AS resource_id, o.account_id, o.region,
          coalesce(o.name || ', ', '') || o.instance_type || coalesce(' of ' || o.auto_scaling_group, '') || '; its successor is '
            || o.successor || CASE WHEN u.cost IS NULL THEN ', of which this bill has no price' ELSE '' END AS message,
          max(0, c.cost - part(u.cost, c.quantity, u.quantity)) AS saving, c.currency
        FROM old o
        LEFT JOIN costs c ON c.account_id = o.account_id AND c.region = o.region AND c.resource_id = o.instance_id
        LEFT JOIN unit u ON u.region = o.region AND u.instance_type = o.successor AND u.operation IS c.operation
          AND u.currency IS c.currency
        WHERE coalesce(c.cost, 0) >= units(:minimum)
      references:
        - https://aws.amazon.com/ec2/previous-generation/
        - AWS Well-Architected COST11-BP01
      examples:
        - name: an m4
          given: {instances: [{instance_id: i-1, instance_type: m4.large, state: running}]}
          flags: [i-1]
        - name: an m5
          given: {instances: [{instance_id: i-1, instance_type: m5.large, state: running}]}
          flags: []
        - name: a t2 whose successor the bill prices
          given:
            instances: [{instance_id: i-1, instance_type: t2.medium, state: running}]
            used: [{resource_id: i-1, operation: RunInstances, cost: 33, quantity: 720}]
            prices: [{usage_type: "BoxUsage:t3.medium", operation: RunInstances, cost: 30, quantity: 720}]
          flags: [i-1]
        - name: a type whose family only begins alike
          given: {instances: [{instance_id: i-1, instance_type: m4a.large, state: running}, {instance_id: i-2, instance_type: c5d.large, state: running}]}
          flags: []
        - name: ended
          given: {instances: [{instance_id: i-1, instance_type: m4.large, state: terminated}]}
          flags: []
      """#
    ),
    (
      "rules/spend/region-new.yaml",
      #"""
      id: region-new
      title: A region in which this account never paid for anything before
      family: spend
      severity: high
      resource: region
      rationale: >-
        Machines in a region where the company does not work are how stolen keys are turned into money, and how a load
        test is forgotten. What has no region is not looked at.
      parameters: {days: 7, minimum: 5}
      costs:
        spend:
          by: {account_id: account, item: region}
          per: day
          days: 60
          least_days: 30
          where: [charge_category=Usage]
      query: |
        SELECT item AS resource_id, account_id, item AS region,
          'charged for the first time on ' || min(day) || ', ' || money(sum(cost)) || ' ' || coalesce(currency, '')
            || ' since' AS message,
          min(day) || 'T00:00:00Z' AS since, sum(cost) AS monthly_cost, currency, NULL AS saving
        FROM spend
        WHERE item IS NOT NULL AND account_id IS NOT NULL AND item <> 'global' AND cost > 0
        GROUP BY account_id, item, currency
        HAVING max(days_back) < :days AND sum(cost) >= units(:minimum)
      references:
        - https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_examples_aws_deny-requested-region.html
      examples:
        - name: charged since six days ago
          given: {spend: [{item: ap-southeast-3, cost: 2, days_back: 6..0, days: 60}]}
          flags: [ap-southeast-3]
        - name: charged since seven days before that
          given: {spend: [{item: ap-southeast-3, cost: 2, days_back: 7..0, days: 60}]}
          flags: []
        - name: charged all the time
          given: {spend: [{item: ap-southeast-3, cost: 2, days_back: 59..0, days: 60}]}
          flags: []
        - name: a few cents, as of a call made by mistake
          given: {spend: [{item: ap-southeast-3, cost: 0.02, days_back: 3..0, days: 60}]}
          flags: []
        - name: free until a week ago
          given:
            spend:
              - {item: ap-southeast-3, cost: 0, days_back: 59..6, days: 60}
              - {item: ap-southeast-3, cost: 4, days_back: 5..0, days: 60}
          flags: [ap-southeast-3]
      """#
    ),
    (
      "rules/spend/reserved-instance-expiring.yaml",
      #"""
      id: reserved-instance-expiring
      title: Reservation that ends within a month
      family: spend
      severity: medium
      resource: reserved_instance
      rationale: >-
        On the day after its last, everything that a commitment covered is paid for on demand, and nobody is told. Look at
        what it really covered (commitment-underused) before buying the same again. One whose successor begins on the day
        is not told of: buying in advance shows a queued commitment.
      parameters: {days: 30}
      query: |
        SELECT c.reserved_instance_id AS resource_id, c.account_id, c.region,
          coalesce(c.instances || ' × ', '') || coalesce(c.instance_type || ', ', '') || 'ends on ' || date(c.ends_at) AS message
        FROM reserved_instances c
        WHERE c.state = 'active' AND c.ends_at > as_of() AND c.ends_at <= days_ago(-:days)
          AND NOT EXISTS (
            SELECT 1 FROM reserved_instances n
            WHERE n.account_id = c.account_id AND n.region = c.region AND n.state = 'queued' AND n.instance_type IS c.instance_type)
      saves: false
      references:
        - https://docs.aws.amazon.com/AWSEC2/latest/UserGuide/ri-market-concepts-buying.html
      examples:
        - name: ends in 29 days
          given: {reserved_instances: [{reserved_instance_id: x, state: active, instance_type: m5.large, ends_at: in 29 days}]}
          flags: [x]
        - name: ends in 31 days
          given: {reserved_instances: [{reserved_instance_id: x, state: active, instance_type: m5.large, ends_at: in 31 days}]}
          flags: []
        - name: has ended
          given: {reserved_instances: [{reserved_instance_id: x, state: retired, instance_type: m5.large, ends_at: 2 days ago}]}
          flags: []
        - name: its successor is bought
          given:
            reserved_instances:
              - {reserved_instance_id: x, state: active, instance_type: m5.large, ends_at: in 29 days}
              - {reserved_instance_id: y, state: queued, instance_type: m5.large, ends_at: in 395 days}
          flags: []
        - name: another kind is bought
          given:
            reserved_instances:
              - {reserved_instance_id: x, state: active, instance_type: m5.large, ends_at: in 29 days}
              - {reserved_instance_id: y, state: queued, instance_type: other, ends_at: in 395 days}
          flags: [x]
      """#
    ),
    (
      "rules/spend/savings-plan-expiring.yaml",
      #"""
      id: savings-plan-expiring
      title: Savings plan that ends within a month
      family: spend
      severity: medium
      resource: savings_plan
      rationale: >-
        On the day after its last, everything that a commitment covered is paid for on demand, and nobody is told. Look at
        what it really covered (commitment-underused) before buying the same again. One whose successor begins on the day
        is not told of: buying in advance shows a queued commitment.
      parameters: {days: 30}
      query: |
        SELECT c.savings_plan_id AS resource_id, c.account_id, c.region,
          coalesce(c.kind || ', ', '') || coalesce(c.commitment || ' ' || c.currency || ' an hour, ', '') || 'ends on ' || date(c.ends_at) AS message
        FROM savings_plans c
        WHERE c.state = 'active' AND c.ends_at > as_of() AND c.ends_at <= days_ago(-:days)
          AND NOT EXISTS (
            SELECT 1 FROM savings_plans n
            WHERE n.account_id = c.account_id AND n.region = c.region AND n.state = 'queued' AND n.kind IS c.kind)
      saves: false
      references:
        - https://docs.aws.amazon.com/savingsplans/latest/userguide/sp-monitoring.html
      examples:
        - name: ends in 29 days
          given: {savings_plans: [{savings_plan_id: x, state: active, kind: Compute, ends_at: in 29 days}]}
          flags: [x]
        - name: ends in 31 days
          given: {savings_plans: [{savings_plan_id: x, state: active, kind: Compute, ends_at: in 31 days}]}
          flags: []
        - name: has ended
          given: {savings_plans: [{savings_plan_id: x, state: retired, kind: Compute, ends_at: 2 days ago}]}
          flags: []
        - name: its successor is bought
          given:
            savings_plans:
              - {savings_plan_id: x, state: active, kind: Compute, ends_at: in 29 days}
              - {savings_plan_id: y, state: queued, kind: Compute, ends_at: in 395 days}
          flags: []
        - name: another kind is bought
          given:
            savings_plans:
              - {savings_plan_id: x, state: active, kind: Compute, ends_at: in 29 days}
              - {savings_plan_id: y, state: queued, kind: other, ends_at: in 395 days}
          flags: [x]
      """#
    ),
    (
      "rules/spend/service-new.yaml",
      #"""
      id: service-new
      title: A service that this account never paid for before
      family: spend
      severity: low
      resource: service
      rationale: >-
        A new service is a decision that somebody should know about, and now and then the first sign of a stolen key.
      parameters: {days: 7, minimum: 5}
      costs:
        spend:
          by: {account_id: account, item: service}
          per: day
          days: 60
          least_days: 30
          where: [charge_category=Usage]
      query: |
        SELECT item AS resource_id, account_id, 'global' AS region,
          'charged for the first time on ' || min(day) || ', ' || money(sum(cost)) || ' ' || coalesce(currency, '')
            || ' since' AS message,
          min(day) || 'T00:00:00Z' AS since, sum(cost) AS monthly_cost, currency, NULL AS saving
        FROM spend
        WHERE item IS NOT NULL AND account_id IS NOT NULL AND item <> 'global' AND cost > 0
        GROUP BY account_id, item, currency
        HAVING max(days_back) < :days AND sum(cost) >= units(:minimum)
      references:
        - AWS Well-Architected COST02-BP05
      examples:
        - name: charged since six days ago
          given: {spend: [{item: Amazon SageMaker, cost: 2, days_back: 6..0, days: 60}]}
          flags: [Amazon SageMaker]
        - name: charged since seven days before that
          given: {spend: [{item: Amazon SageMaker, cost: 2, days_back: 7..0, days: 60}]}
          flags: []
        - name: charged all the time
          given: {spend: [{item: Amazon SageMaker, cost: 2, days_back: 59..0, days: 60}]}
          flags: []
        - name: a few cents, as of a call made by mistake
          given: {spend: [{item: Amazon SageMaker, cost: 0.02, days_back: 3..0, days: 60}]}
          flags: []
        - name: free until a week ago
          given:
            spend:
              - {item: Amazon SageMaker, cost: 0, days_back: 59..6, days: 60}
              - {item: Amazon SageMaker, cost: 4, days_back: 5..0, days: 60}
          flags: [Amazon SageMaker]
      """#
    ),
    (
      "rules/spend/snapshot-growth.yaml",
      #"""
      id: snapshot-growth
      title: Snapshots that only grow
      family: spend
      severity: low
      resource: usage_type
      rationale: >-
        Snapshots are made by machines and deleted by people. Compares the snapshots' cost of the last seven days with
        that of the seven days four weeks before, by account and region. A new volume's first snapshot is as large as
        the volume, so a step is no growth by itself: see which snapshots came.
      parameters: {percent: 20, minimum: 5}
      costs:
        snapshots:
          by: {account_id: account, region: region, usage_type: usage_type}
          per: day
          days: 35
          least_days: 35
          where: [charge_category=Usage, "usage_type~SnapshotUsage"]
      query: |
        WITH weeks AS (
          SELECT account_id, region, usage_type, currency,
            sum(CASE WHEN days_back < 7 THEN cost ELSE 0 END) AS now,
            sum(CASE WHEN days_back >= 28 THEN cost ELSE 0 END) AS before
          FROM snapshots GROUP BY account_id, region, usage_type, currency
        )
        SELECT usage_type AS resource_id, account_id, coalesce(region, 'global') AS region,
          money(now) || ' ' || coalesce(currency, '') || ' in the last week, ' || money(before) || ' four weeks before: '
            || percent(now - before, before) || '% more' AS message,
          part(now, 30, 7) AS monthly_cost, currency, NULL AS saving
        FROM weeks
        WHERE before > 0 AND percent(now - before, before) >= :percent
          AND part(now - before, 30, 7) >= units(:minimum)
      references:
        - AWS Well-Architected COST04-BP05
        - https://docs.aws.amazon.com/ebs/latest/userguide/snapshot-lifecycle.html
      examples:
        - name: a fifth more in four weeks
          given:
            snapshots:
              - {usage_type: "EBS:SnapshotUsage", cost: 10, days_back: 34..28, days: 35}
              - {usage_type: "EBS:SnapshotUsage", cost: 12, days_back: 6..0, days: 35}
          flags: ["EBS:SnapshotUsage"]
        - name: a tenth more
          given:
            snapshots:
              - {usage_type: "EBS:SnapshotUsage", cost: 10, days_back: 34..28, days: 35}
              - {usage_type: "EBS:SnapshotUsage", cost: 11, days_back: 6..0, days: 35}
          flags: []
        - name: as much as before
          given: {snapshots: [{usage_type: "EBS:SnapshotUsage", cost: 10, days_back: 34..0, days: 35}]}
          flags: []
        - name: twice as much of a few cents
          given:
            snapshots:
              - {usage_type: "EBS:SnapshotUsage", cost: 0.02, days_back: 34..28, days: 35}
              - {usage_type: "EBS:SnapshotUsage", cost: 0.04, days_back: 6..0, days: 35}
          flags: []
      """#
    ),
    (
      "rules/spend/spot-candidate.yaml",
      #"""
      id: spot-candidate
      title: Non-production group paid for on demand that could run on spot
      family: spend
      severity: low
      resource: auto_scaling_group
      rationale: >-
        A group replaces an instance that is taken away, and for what is not production that is soon enough. What spot
        would save is taken from this bill's own spot price for the same type in the same region, where it has one.
        Groups that use spot already, and production, are left alone.
      parameters: {key: environment, environments: "dev development test testing staging qa sandbox batch", minimum: 20}
      costs:
        used:
          by:
            account_id: account
            region: region
            scaling_group: tag:aws:autoscaling:groupName
            environment: "concept:{key}"
            usage_type: usage_type
            operation: operation
          gives: [cost, quantity]
          where: [charge_category=Usage, "pricing_category!=Committed", "usage_type~(Box|Spot)Usage:"]
        spot:
          by: {region: region, usage_type: usage_type, operation: operation, account_id: billing_account}
          gives: [cost, quantity]
          where: [charge_category=Usage, "usage_type~SpotUsage:"]
      query: |
        WITH prices AS (
          SELECT region, substr(usage_type, instr(usage_type, 'SpotUsage:') + 10) AS instance_type, currency,
            sum(cost) AS cost, sum(quantity) AS quantity
          FROM spot WHERE quantity > 0 AND cost > 0 GROUP BY 1, 2, 3
        ),
        groups AS (
          SELECT account_id, region, scaling_group, currency,
            substr(usage_type, instr(usage_type, 'BoxUsage:') + 9) AS instance_type,
            sum(CASE WHEN usage_type GLOB '*SpotUsage:*' THEN cost ELSE 0 END) AS spot,
            sum(CASE WHEN usage_type GLOB '*SpotUsage:*' THEN 0 ELSE cost END) AS cost,
            sum(CASE WHEN usage_type GLOB '*SpotUsage:*' THEN 0 ELSE quantity END) AS quantity
          FROM used
          WHERE scaling_group IS NOT NULL
            AND instr(' ' || :environments || ' ', ' ' || lower(environment) || ' ') > 0
          GROUP BY 1, 2, 3, 4, 5
        ),
        priced AS (
          SELECT g.account_id, g.region, g.scaling_group, g.currency, g.spot, g.cost,
            CASE WHEN p.cost IS NOT NULL THEN max(0, g.cost - part(p.cost, g.quantity, p.quantity)) END AS saving
          FROM groups g LEFT JOIN prices p
            ON p.region IS g.region AND p.instance_type = g.instance_type AND p.currency IS g.currency
        )
        SELECT scaling_group AS resource_id, account_id, region,
          money(sum(cost)) || ' ' || coalesce(currency, '') || ' on demand in 30 days, none on spot'
            || CASE WHEN count(saving) = 0 THEN '; this bill has no spot price for its types' ELSE '' END AS message,
          sum(saving) AS saving, currency
        FROM priced
        GROUP BY account_id, region, scaling_group, currency
        HAVING sum(spot) = 0 AND sum(cost) >= units(:minimum)
      references:
        - AWS Well-Architected COST07-BP01
        - https://docs.aws.amazon.com/autoscaling/ec2/userguide/ec2-auto-scaling-mixed-instances-groups.html
      examples:
        - name: staging for twenty dollars
          given: {used: [{scaling_group: web, environment: staging, usage_type: "BoxUsage:m5.large", cost: 20, quantity: 200}]}
          flags: [web]
        - name: staging for nineteen
          given: {used: [{scaling_group: web, environment: staging, usage_type: "BoxUsage:m5.large", cost: 19, quantity: 200}]}
          flags: []
        - name: staging that uses spot already
          given:
            used:
              - {scaling_group: web, environment: staging, usage_type: "BoxUsage:m5.large", cost: 20, quantity: 200}
              - {scaling_group: web, environment: staging, usage_type: "SpotUsage:m5.large", cost: 8, quantity: 200}
          flags: []
        - name: production
          given: {used: [{scaling_group: web, environment: production, usage_type: "BoxUsage:m5.large", cost: 200, quantity: 2000}]}
          flags: []
        - name: one instance that no group would replace
          given: {used: [{environment: staging, usage_type: "BoxUsage:m5.large", cost: 200, quantity: 2000}]}
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
      "rules/unused/auto-scaling-group-suspended.yaml",
      #"""
      id: auto-scaling-group-suspended
      title: Auto scaling group that was suspended and forgotten
      family: unused
      severity: medium
      resource: auto_scaling_group
      rationale: >-
        Somebody suspends a group for an hour to look at something, and for months nothing is replaced, nothing joins
        the load balancer and nothing scales. Deployment tools suspend some processes for the length of a rollout.
        Scheduled actions and zone rebalancing are suspended for good reasons, and are not looked at.
      parameters: {days: 2}
      query: |
        SELECT auto_scaling_group AS resource_id, account_id, region, suspended_since AS since,
          group_concat(p.value, ', ') || ' suspended since ' || date(suspended_since) AS message
        FROM auto_scaling_groups g, json_each(g.suspended_processes) p
        WHERE p.value IN ('Launch', 'Terminate', 'AddToLoadBalancer', 'HealthCheck', 'ReplaceUnhealthy')
          AND suspended_since <= days_ago(:days)
        GROUP BY account_id, region, auto_scaling_group
      saves: false
      references:
        - SimianArmy SuspendedASGRule
        - https://docs.aws.amazon.com/autoscaling/ec2/userguide/as-suspend-resume-processes.html
      examples:
        - name: suspended three days ago
          given: {auto_scaling_groups: [{auto_scaling_group: web, suspended_processes: [AddToLoadBalancer], suspended_since: 3 days ago}]}
          flags: [web]
        - name: suspended yesterday, for a rollout
          given: {auto_scaling_groups: [{auto_scaling_group: web, suspended_processes: [AddToLoadBalancer], suspended_since: 1 day ago}]}
          flags: []
        - name: nothing suspended
          given: {auto_scaling_groups: [{auto_scaling_group: web, suspended_processes: []}]}
          flags: []
        - name: rebalancing suspended on purpose, as the Kubernetes autoscaler wants it
          given: {auto_scaling_groups: [{auto_scaling_group: nodes, suspended_processes: [AZRebalance], suspended_since: 400 days ago}]}
          flags: []
      """#
    ),
    (
      "rules/unused/beanstalk-environment-old.yaml",
      #"""
      id: beanstalk-environment-old
      title: Blue/green environment whose name nobody uses any more
      family: unused
      severity: medium
      resource: beanstalk_environment
      rationale: >-
        After a blue/green deployment the old environment stays with all its instances, "just in case". It is told by a
        newer environment of the same application, and by no record of our zones that leads to its name. Where DNS is
        kept elsewhere, nothing can be seen of it: then only the swapped name tells, and nothing is flagged.
      parameters: {days: 14}
      query: |
        WITH names AS (
          SELECT account_id, lower(rtrim(coalesce(alias_target, ''), '.')) AS name FROM hosted_zone_records
          UNION SELECT r.account_id, lower(rtrim(v.value, '.')) FROM hosted_zone_records r, json_each(r.record_values) v
        )
        SELECT e.environment_id AS resource_id, e.account_id, e.region, e.updated_at AS since,
          e.name || ' of ' || e.application || ', not deployed since ' || date(e.updated_at) || '; ' || max(n.name)
            || ' is newer, and no record leads to ' || coalesce(e.cname, 'it') AS message
        FROM beanstalk_environments e
        JOIN beanstalk_environments n ON n.account_id = e.account_id AND n.region = e.region AND n.application = e.application
          AND n.environment_id <> e.environment_id AND n.created_at > e.created_at AND n.state = 'Ready'
          AND coalesce(n.tier, '') = coalesce(e.tier, '')
        WHERE e.state = 'Ready' AND e.updated_at <= days_ago(:days) AND coalesce(e.tier, '') <> 'Worker'
          AND EXISTS (SELECT 1 FROM names z WHERE z.account_id = e.account_id AND z.name = lower(n.cname))
          AND NOT EXISTS (
            SELECT 1 FROM names z
            WHERE z.account_id = e.account_id AND z.name IN (lower(e.cname), lower(e.endpoint)))
        GROUP BY e.account_id, e.region, e.environment_id
      references:
        - https://docs.aws.amazon.com/elasticbeanstalk/latest/dg/using-features.CNAMESwap.html
      examples:
        - name: the newer one has the record, the old one was deployed 15 days ago
          given:
            beanstalk_environments: &both
              - {environment_id: e-1, name: web-blue, application: web, state: Ready, cname: blue.example.com, created_at: 400 days ago, updated_at: 15 days ago}
              - {environment_id: e-2, name: web-green, application: web, state: Ready, cname: green.example.com, created_at: 20 days ago, updated_at: 1 day ago}
            hosted_zone_records: [{hosted_zone_id: Z1, name: www.example.org., type: CNAME, record_values: [green.example.com]}]
          flags: [e-1]
        - name: the old one was deployed 13 days ago
          given:
            beanstalk_environments:
              - {environment_id: e-1, name: web-blue, application: web, state: Ready, cname: blue.example.com, created_at: 400 days ago, updated_at: 13 days ago}
              - {environment_id: e-2, name: web-green, application: web, state: Ready, cname: green.example.com, created_at: 20 days ago, updated_at: 1 day ago}
            hosted_zone_records: [{hosted_zone_id: Z1, name: www.example.org., type: CNAME, record_values: [green.example.com]}]
          flags: []
        - name: a record leads to each, staging and production
          given:
            beanstalk_environments: *both
            hosted_zone_records:
              - {hosted_zone_id: Z1, name: www.example.org., type: CNAME, record_values: [green.example.com]}
              - {hosted_zone_id: Z1, name: beta.example.org., type: A, alias_target: Blue.example.com.}
          flags: []
        - name: DNS is kept elsewhere
          given: {beanstalk_environments: *both}
          flags: []
        - name: the only environment
          given:
            beanstalk_environments: [{environment_id: e-1, name: web, application: web, state: Ready, cname: a.example.com, created_at: 400 days ago, updated_at: 90 days ago}]
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
      cleanup: {action: delete-load-balancer, retention_days: 7}
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
      "rules/unused/classic-load-balancer-idle.yaml",
      #"""
      id: classic-load-balancer-idle
      title: Classic load balancer without requests
      family: unused
      severity: medium
      resource: classic_load_balancer
      rationale: >-
        A load balancer is billed by the hour whether or not anybody asks it anything. One that stands by for another
        region, or that is used once a quarter, is idle and wanted: except it with a reason. Without figures of
        CloudWatch nothing is said.
      parameters: {days: 14}
      query: |
        WITH use AS (
          SELECT account_id, region, resource_id, count(DISTINCT day) AS days, sum(value) AS used
          FROM daily_use
          WHERE resource_type = 'classic_load_balancer' AND day >= date(days_ago(:days))
          GROUP BY account_id, region, resource_id
        )
        SELECT b.load_balancer AS resource_id, b.account_id, b.region,
          'nothing asked of it on any of ' || u.days || ' days' AS message,
          CASE WHEN u.days IS NULL THEN 'no figures of its use in ' || :days || ' days' END AS not_checked
        FROM classic_load_balancers b
        LEFT JOIN use u ON u.account_id = b.account_id AND u.region = b.region AND u.resource_id = b.load_balancer
        WHERE b.created_at <= days_ago(:days) AND (u.days IS NULL OR u.days >= :days / 2 AND u.used = 0)
      cleanup: {action: delete-load-balancer, retention_days: 7}
      references:
        - AWS Trusted Advisor, idle load balancers
        - AWS Well-Architected COST04-BP03
      examples:
        - name: no request in two weeks
          given:
            classic_load_balancers: [{load_balancer: web, created_at: 90 days ago}]
            daily_use: [{resource_type: classic_load_balancer, resource_id: web, metric: RequestCount, statistic: Sum, day: 13..1 days ago, value: 0}]
          flags: [web]
        - name: one request on one day
          given:
            classic_load_balancers: [{load_balancer: web, created_at: 90 days ago}]
            daily_use:
              - {resource_type: classic_load_balancer, resource_id: web, metric: RequestCount, statistic: Sum, day: 13..2 days ago, value: 0}
              - {resource_type: classic_load_balancer, resource_id: web, metric: RequestCount, statistic: Sum, day: 1..1 days ago, value: 1}
          flags: []
        - name: a busy one
          given:
            classic_load_balancers: [{load_balancer: web, created_at: 90 days ago}]
            daily_use: [{resource_type: classic_load_balancer, resource_id: web, metric: RequestCount, statistic: Sum, day: 13..1 days ago, value: 90000}]
          flags: []
        - name: made ten days ago, for a launch that is to come
          given:
            classic_load_balancers: [{load_balancer: web, created_at: 10 days ago}]
            daily_use: [{resource_type: classic_load_balancer, resource_id: web, metric: RequestCount, statistic: Sum, day: 9..1 days ago, value: 0}]
          flags: []
        - name: no figures, which is no proof
          given: {classic_load_balancers: [{load_balancer: web, created_at: 90 days ago}]}
          flags: []
      """#
    ),
    (
      "rules/unused/ebs-snapshot-of-deregistered-image.yaml",
      #"""
      id: ebs-snapshot-of-deregistered-image
      title: EBS snapshot whose image was deregistered
      family: unused
      severity: low
      resource: ebs_snapshot
      rationale: >-
        Deregistering an image leaves its snapshots, and their description still names it. A snapshot that another
        image has as well, or that was copied into one, is in use.
      parameters: {days: 7}
      query: |
        WITH held AS MATERIALIZED (
          SELECT i.account_id, i.region, e.value AS snapshot_id FROM images i, json_each(i.snapshot_ids) e
        ),
        named AS (
          SELECT account_id, region, snapshot_id, size_gib, created_at, tags,
            substr(description, instr(description, 'ami-'), CASE
              WHEN instr(substr(description, instr(description, 'ami-')), ' ') > 0
              THEN instr(substr(description, instr(description, 'ami-')), ' ') - 1 ELSE 30 END) AS image_id
          FROM ebs_snapshots
          WHERE state = 'completed' AND created_at <= days_ago(:days)
            AND (description GLOB 'Created by CreateImage(*) for ami-*'
              OR description GLOB 'Copied for DestinationAmi ami-* from SourceAmi *')
        )
        SELECT s.snapshot_id AS resource_id, s.account_id, s.region,
          coalesce(s.size_gib || ' GiB ', '') || 'of ' || date(s.created_at) || ', made for the image ' || s.image_id
            || ', which is gone' AS message
        FROM named s
        WHERE tag(s.tags, 'aws:backup:source-resource') IS NULL AND tag(s.tags, 'dlm:managed') IS NULL
          AND NOT EXISTS (
            SELECT 1 FROM images i
            WHERE i.account_id = s.account_id AND i.region = s.region AND i.image_id = s.image_id)
          AND NOT EXISTS (
            SELECT 1 FROM held h
            WHERE h.account_id = s.account_id AND h.region = s.region AND h.snapshot_id = s.snapshot_id)
      cleanup: {action: delete-ebs-snapshot, retention_days: 7}
      references:
        - SimianArmy NoGeneratedAMIRule
        - https://docs.aws.amazon.com/AWSEC2/latest/UserGuide/deregister-ami.html
      examples:
        - name: its image is gone, and it is eight days old
          given:
            ebs_snapshots:
              - {snapshot_id: snap-1, state: completed, created_at: 8 days ago, description: Created by CreateImage(i-1) for ami-1}
          flags: [snap-1]
        - name: six days old
          given:
            ebs_snapshots:
              - {snapshot_id: snap-1, state: completed, created_at: 6 days ago, description: Created by CreateImage(i-1) for ami-1}
          flags: []
        - name: its image stands
          given:
            ebs_snapshots:
              - {snapshot_id: snap-1, state: completed, created_at: 8 days ago, description: Created by CreateImage(i-1) for ami-1}
            images: [{image_id: ami-1, snapshot_ids: [snap-1]}]
          flags: []
        - name: another image was registered from it
          given:
            ebs_snapshots:
              - {snapshot_id: snap-1, state: completed, created_at: 8 days ago, description: Created by CreateImage(i-1) for ami-1}
            images: [{image_id: ami-2, snapshot_ids: [snap-1]}]
          flags: []
        - name: a copy for an image that stands
          given:
            ebs_snapshots:
              - snapshot_id: snap-1
                state: completed
                created_at: 90 days ago
                description: Copied for DestinationAmi ami-2 from SourceAmi ami-1 for SourceSnapshot snap-9. Task created on 1.
            images: [{image_id: ami-2, snapshot_ids: [snap-1]}]
          flags: []
        - name: somebody's backup
          given: {ebs_snapshots: [{snapshot_id: snap-1, state: completed, created_at: 90 days ago, description: before the upgrade}]}
          flags: []
      """#
    ),
    (
      "rules/unused/ebs-snapshot-old.yaml",
      #"""
      id: ebs-snapshot-old
      title: Manual EBS snapshot of over a year, with newer ones of the same volume
      family: unused
      severity: low
      resource: ebs_snapshot
      rationale: >-
        A snapshot taken by hand before some change is never looked at again, and keeps every block that has changed
        since. Only those are flagged that newer snapshots of the same volume have overtaken, and that no image, backup
        plan or life cycle policy has. What the law wants kept deserves a tag that says so.
      parameters: {days: 365, newer: 2}
      query: |
        WITH held AS MATERIALIZED (
          SELECT i.account_id, i.region, e.value AS snapshot_id FROM images i, json_each(i.snapshot_ids) e
        )
        SELECT s.snapshot_id AS resource_id, s.account_id, s.region, s.created_at AS since,
          coalesce(s.size_gib || ' GiB ', '') || 'of ' || date(s.created_at) || '; its volume ' || s.volume_id || ' has '
            || count(*) || ' newer ones' AS message
        FROM ebs_snapshots s
        JOIN ebs_snapshots n ON n.account_id = s.account_id AND n.region = s.region AND n.volume_id = s.volume_id
          AND n.created_at > s.created_at AND n.state = 'completed'
        WHERE s.state = 'completed' AND s.created_at <= days_ago(:days)
          AND tag(s.tags, 'aws:backup:source-resource') IS NULL AND tag(s.tags, 'dlm:managed') IS NULL
          AND tag(s.tags, 'aws:dlm:lifecycle-policy-id') IS NULL
          AND s.volume_id <> 'vol-ffffffff'
          AND NOT EXISTS (
            SELECT 1 FROM held h
            WHERE h.account_id = s.account_id AND h.region = s.region AND h.snapshot_id = s.snapshot_id)
        GROUP BY s.account_id, s.region, s.snapshot_id
        HAVING count(*) >= :newer
      cleanup: {action: delete-ebs-snapshot, retention_days: 14}
      references:
        - AWS Well-Architected COST04-BP05
      examples:
        - name: of 366 days, with two newer ones
          given:
            ebs_snapshots: &three
              - {snapshot_id: snap-1, volume_id: vol-1, state: completed, created_at: 366 days ago}
              - {snapshot_id: snap-2, volume_id: vol-1, state: completed, created_at: 40 days ago}
              - {snapshot_id: snap-3, volume_id: vol-1, state: completed, created_at: 10 days ago}
          flags: [snap-1]
        - name: of 364 days
          given:
            ebs_snapshots:
              - {snapshot_id: snap-1, volume_id: vol-1, state: completed, created_at: 364 days ago}
              - {snapshot_id: snap-2, volume_id: vol-1, state: completed, created_at: 40 days ago}
              - {snapshot_id: snap-3, volume_id: vol-1, state: completed, created_at: 10 days ago}
          flags: []
        - name: the only copies of their volumes
          given:
            ebs_snapshots:
              - {snapshot_id: snap-1, volume_id: vol-1, state: completed, created_at: 900 days ago}
              - {snapshot_id: snap-2, volume_id: vol-2, state: completed, created_at: 40 days ago}
          flags: []
        - name: an image has it
          given: {ebs_snapshots: *three, images: [{image_id: ami-1, snapshot_ids: [snap-1]}]}
          flags: []
        - name: copies from other regions, which all name the same volume that is none
          given:
            ebs_snapshots:
              - {snapshot_id: snap-1, volume_id: vol-ffffffff, state: completed, created_at: 900 days ago}
              - {snapshot_id: snap-2, volume_id: vol-ffffffff, state: completed, created_at: 90 days ago}
              - {snapshot_id: snap-3, volume_id: vol-ffffffff, state: completed, created_at: 9 days ago}
          flags: []
        - name: a life cycle policy will let it go
          given:
            ebs_snapshots:
              - snapshot_id: snap-1
                volume_id: vol-1
                state: completed
                created_at: 900 days ago
                tags: {"aws:dlm:lifecycle-policy-id": policy-1}
              - {snapshot_id: snap-2, volume_id: vol-1, state: completed, created_at: 40 days ago}
              - {snapshot_id: snap-3, volume_id: vol-1, state: completed, created_at: 10 days ago}
          flags: []
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
        WITH held AS MATERIALIZED (
          SELECT i.account_id, i.region, e.value AS snapshot_id FROM images i, json_each(i.snapshot_ids) e
        )
        SELECT s.snapshot_id AS resource_id, s.account_id, s.region,
          coalesce(s.size_gib || ' GiB ', '') || 'of ' || date(s.created_at) || ', its volume ' || s.volume_id
            || ' is gone and no image has it' AS message
        FROM ebs_snapshots s
        WHERE s.state = 'completed' AND s.created_at <= days_ago(:days)
          AND tag(s.tags, 'aws:backup:source-resource') IS NULL AND tag(s.tags, 'dlm:managed') IS NULL
          AND NOT EXISTS (
            SELECT 1 FROM ebs_volumes v
            WHERE v.account_id = s.account_id AND v.region = s.region AND v.volume_id = s.volume_id)
          AND NOT EXISTS (
            SELECT 1 FROM held h
            WHERE h.account_id = s.account_id AND h.region = s.region AND h.snapshot_id = s.snapshot_id)
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
      "rules/unused/ebs-volume-left-by-instance.yaml",
      #"""
      id: ebs-volume-left-by-instance
      title: System disk that an instance left behind
      family: unused
      severity: medium
      resource: ebs_volume
      rationale: >-
        A volume made from an image's snapshot was an instance's disk; detached, it was left because "delete on
        termination" was off. It rarely holds data of its own: what does is put on other volumes. A disk that is kept
        to be looked at after an accident, or swapped onto a rescue instance, stays for some days.
      parameters: {days: 3}
      query: |
        SELECT v.volume_id AS resource_id, v.account_id, v.region, v.detached_since AS since,
          coalesce(v.size_gib || ' GiB, ', '') || 'made from ' || v.snapshot_id || ' of the image '
            || min(coalesce(i.name, i.image_id)) || ', detached since ' || date(v.detached_since) AS message
        FROM ebs_volumes v, images i, json_each(i.snapshot_ids) s
        WHERE v.state = 'available' AND v.detached_since <= days_ago(:days) AND s.value = v.snapshot_id
          AND i.account_id = v.account_id AND i.region = v.region
          AND NOT has_tag(v.tags, 'kubernetes.io/*', 'ebs.csi.aws.com/*')
        GROUP BY v.account_id, v.region, v.volume_id
      cleanup: {action: delete-ebs-volume, retention_days: 3}
      references:
        - SimianArmy DeleteOnTerminationRule
        - https://docs.aws.amazon.com/AWSEC2/latest/UserGuide/preserving-volumes-on-termination.html
      examples:
        - name: left for four days
          given:
            ebs_volumes: [{volume_id: vol-1, state: available, snapshot_id: snap-1, detached_since: 4 days ago}]
            images: [{image_id: ami-1, name: web, snapshot_ids: [snap-1]}]
          flags: [vol-1]
        - name: left for two days
          given:
            ebs_volumes: [{volume_id: vol-1, state: available, snapshot_id: snap-1, detached_since: 2 days ago}]
            images: [{image_id: ami-1, name: web, snapshot_ids: [snap-1]}]
          flags: []
        - name: a data volume, made empty or from a backup
          given:
            ebs_volumes:
              - {volume_id: vol-1, state: available, detached_since: 4 days ago}
              - {volume_id: vol-2, state: available, snapshot_id: snap-2, detached_since: 4 days ago}
            images: [{image_id: ami-1, name: web, snapshot_ids: [snap-1]}]
          flags: []
        - name: a disk in use
          given:
            ebs_volumes: [{volume_id: vol-1, state: in-use, snapshot_id: snap-1, instance_ids: [i-1]}]
            images: [{image_id: ami-1, name: web, snapshot_ids: [snap-1]}]
          flags: []
        - name: a claim of Kubernetes, restored from an image's snapshot
          given:
            ebs_volumes:
              - volume_id: vol-1
                state: available
                snapshot_id: snap-1
                detached_since: 40 days ago
                tags: {"kubernetes.io/created-for/pvc/name": data}
            images: [{image_id: ami-1, name: web, snapshot_ids: [snap-1]}]
          flags: []
      """#
    ),
    (
      "rules/unused/ebs-volume-of-terminated-instance.yaml",
      #"""
      id: ebs-volume-of-terminated-instance
      title: EBS volume attached to an instance that has ended
      family: unused
      severity: medium
      resource: ebs_volume
      rationale: >-
        A volume that still says it is in use by an instance that has ended, or that nobody lists any more, is counted
        as attached by every other check and used by nothing. It can be seen so for minutes while an instance ends.
      parameters: {days: 1}
      query: |
        SELECT v.volume_id AS resource_id, v.account_id, v.region,
          coalesce(v.size_gib || ' GiB ', '') || 'attached to ' || group_concat(a.instance_id, ', ') || ', which has ended'
            AS message
        FROM ebs_volumes v
        JOIN ebs_volume_attachments a ON a.account_id = v.account_id AND a.region = v.region AND a.volume_id = v.volume_id
        LEFT JOIN instances i ON i.account_id = a.account_id AND i.region = a.region AND i.instance_id = a.instance_id
          AND i.state <> 'terminated'
        WHERE v.state = 'in-use' AND v.created_at <= days_ago(:days) AND v.unchanged_since <= days_ago(:days)
        GROUP BY v.account_id, v.region, v.volume_id
        HAVING count(i.instance_id) = 0
      references:
        - SimianArmy DeleteOnTerminationRule
      examples:
        - name: of an instance that is gone since yesterday
          given:
            ebs_volumes: [{volume_id: vol-1, state: in-use, created_at: 90 days ago, unchanged_since: 1 day ago}]
            ebs_volume_attachments: [{volume_id: vol-1, instance_id: i-1}]
          flags: [vol-1]
        - name: of an instance that ended an hour ago
          given:
            ebs_volumes: [{volume_id: vol-1, state: in-use, created_at: 90 days ago, unchanged_since: 1 hour ago}]
            ebs_volume_attachments: [{volume_id: vol-1, instance_id: i-1}]
            instances: [{instance_id: i-1, state: terminated}]
          flags: []
        - name: of an instance that stands, stopped or not
          given:
            ebs_volumes:
              - {volume_id: vol-1, state: in-use, created_at: 90 days ago, unchanged_since: 90 days ago}
              - {volume_id: vol-2, state: in-use, created_at: 90 days ago, unchanged_since: 90 days ago}
            ebs_volume_attachments: [{volume_id: vol-1, instance_id: i-1}, {volume_id: vol-2, instance_id: i-2}]
            instances: [{instance_id: i-1, state: running}, {instance_id: i-2, state: stopped}]
          flags: []
        - name: shared by two, of which one stands
          given:
            ebs_volumes: [{volume_id: vol-1, state: in-use, created_at: 90 days ago, unchanged_since: 90 days ago}]
            ebs_volume_attachments: [{volume_id: vol-1, instance_id: i-1}, {volume_id: vol-1, instance_id: i-2}]
            instances: [{instance_id: i-1, state: terminated}, {instance_id: i-2, state: running}]
          flags: []
      """#
    ),
    (
      "rules/unused/efs-unmounted.yaml",
      #"""
      id: efs-unmounted
      title: File system that nothing can mount
      family: unused
      severity: medium
      resource: efs_file_system
      rationale: >-
        A file system without a mount target cannot be reached from anywhere, and its files are billed. It may hold the
        last copy of something: look into it through a mount target before it goes. A replica has no mount targets until
        it is needed.
      parameters: {days: 7}
      query: |
        SELECT file_system_id AS resource_id, account_id, region, unmounted_since AS since,
          coalesce(nullif(name, '') || ', ', '') || printf('%.1f', coalesce(size_bytes, 0) / 1e9)
            || ' GB, no mount target since ' || date(unmounted_since) AS message
        FROM efs_file_systems
        WHERE state = 'available' AND mount_targets = 0 AND unmounted_since <= days_ago(:days)
          AND NOT has_tag(lower(tags), '*replica*')
      references:
        - AWS Well-Architected COST04-BP03
        - https://docs.aws.amazon.com/efs/latest/ug/accessing-fs.html
      examples:
        - name: no mount target for eight days
          given: {efs_file_systems: [{file_system_id: fs-1, state: available, mount_targets: 0, unmounted_since: 8 days ago, size_bytes: 6000000000}]}
          flags: [fs-1]
        - name: none for six days
          given: {efs_file_systems: [{file_system_id: fs-1, state: available, mount_targets: 0, unmounted_since: 6 days ago}]}
          flags: []
        - name: one mount target
          given: {efs_file_systems: [{file_system_id: fs-1, state: available, mount_targets: 1}]}
          flags: []
        - name: a replica that its owner tagged
          given:
            efs_file_systems:
              - {file_system_id: fs-1, state: available, mount_targets: 0, unmounted_since: 90 days ago, tags: {Replica: eu-west-1}}
          flags: []
      """#
    ),
    (
      "rules/unused/elasticache-idle.yaml",
      #"""
      id: elasticache-idle
      title: Cache that nobody asks anything
      family: unused
      severity: medium
      resource: elasticache_cluster
      rationale: >-
        A cache has a connection or two of its own (replication, the provider's checks) also where nothing uses it, so
        the bytes that come in count too. Without figures of CloudWatch nothing is said.
      parameters: {days: 14, connections: 4, megabytes: 10}
      query: |
        WITH use AS (
          SELECT account_id, region, resource_id,
            count(DISTINCT CASE WHEN metric = 'CurrConnections' THEN day END) AS days,
            max(CASE WHEN metric = 'CurrConnections' THEN value END) AS connections,
            max(CASE WHEN metric = 'NetworkBytesIn' THEN value END) AS bytes
          FROM daily_use
          WHERE resource_type = 'elasticache_cluster' AND day >= date(days_ago(:days))
          GROUP BY account_id, region, resource_id
        )
        SELECT c.cache_cluster AS resource_id, c.account_id, c.region,
          coalesce(c.node_type || ', ', '') || 'at most ' || CAST(u.connections AS INTEGER) || ' connections and '
            || printf('%.1f', coalesce(u.bytes, 0) / 1e6) || ' MB in on any of ' || u.days || ' days' AS message,
          CASE WHEN u.connections IS NULL THEN 'no figures of its connections in ' || :days || ' days' END AS not_checked
        FROM elasticache_clusters c
        LEFT JOIN use u ON u.account_id = c.account_id AND u.region = c.region AND u.resource_id = c.cache_cluster
        WHERE c.state = 'available' AND c.created_at <= days_ago(:days)
          AND (u.connections IS NULL
            OR u.days >= :days / 2 AND u.connections <= :connections AND coalesce(u.bytes, 0) <= :megabytes * 1000000)
      references:
        - AWS Well-Architected COST04-BP03
      examples:
        - name: its own connections only
          given:
            elasticache_clusters: [{cache_cluster: web-001, state: available, created_at: 90 days ago}]
            daily_use: [{resource_type: elasticache_cluster, resource_id: web-001, metric: CurrConnections, statistic: Maximum, day: 13..1 days ago, value: 4}]
          flags: [web-001]
        - name: five connections
          given:
            elasticache_clusters: [{cache_cluster: web-001, state: available, created_at: 90 days ago}]
            daily_use: [{resource_type: elasticache_cluster, resource_id: web-001, metric: CurrConnections, statistic: Maximum, day: 13..1 days ago, value: 5}]
          flags: []
        - name: few connections and much asked over them
          given:
            elasticache_clusters: [{cache_cluster: web-001, state: available, created_at: 90 days ago}]
            daily_use:
              - {resource_type: elasticache_cluster, resource_id: web-001, metric: CurrConnections, statistic: Maximum, day: 13..1 days ago, value: 2}
              - {resource_type: elasticache_cluster, resource_id: web-001, metric: NetworkBytesIn, statistic: Sum, day: 13..1 days ago, value: 500000000}
          flags: []
        - name: no figures
          given: {elasticache_clusters: [{cache_cluster: web-001, state: available, created_at: 90 days ago}]}
          flags: []
      """#
    ),
    (
      "rules/unused/image-unused.yaml",
      #"""
      id: image-unused
      title: Image that nothing has used for 45 days
      family: unused
      severity: low
      resource: image
      rationale: >-
        An image is free, and its snapshots are not. One that no instance, launch configuration or launch template
        refers to is most likely an old version. Another account may launch a public or shared one: who shares
        an image should tag it.
      parameters: {days: 45}
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
      cleanup: {action: deregister-image, retention_days: 7}
      references:
        - SimianArmy UnusedImageRule
      examples:
        - name: made 46 days ago and used by nothing
          given: {images: [{image_id: ami-1, state: available, created_at: 46 days ago}]}
          flags: [ami-1]
        - name: made 44 days ago
          given: {images: [{image_id: ami-1, state: available, created_at: 44 days ago}]}
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
      "rules/unused/instance-idle.yaml",
      #"""
      id: instance-idle
      title: Instance without CPU or network to speak of
      family: unused
      severity: medium
      resource: instance
      rationale: >-
        An instance whose CPU and network sleep for two weeks is most likely forgotten. A bastion, a licence server, a
        standby is idle too and wanted: except it, or tag it. A job that runs once a month is idle for three weeks.
        Members of groups are not looked at: the group's size is. Without figures of CloudWatch nothing is said.
      parameters: {days: 14, cpu_percent: 5, network_mb: 5}
      query: |
        WITH use AS (
          SELECT account_id, region, resource_id,
            count(DISTINCT CASE WHEN metric = 'CPUUtilization' THEN day END) AS days,
            max(CASE WHEN metric = 'CPUUtilization' AND statistic = 'Average' THEN value END) AS cpu,
            max(CASE WHEN metric = 'NetworkIn' THEN value END) AS bytes_in,
            max(CASE WHEN metric = 'NetworkOut' THEN value END) AS bytes_out
          FROM daily_use
          WHERE resource_type = 'instance' AND day >= date(days_ago(:days))
          GROUP BY account_id, region, resource_id
        )
        SELECT i.instance_id AS resource_id, i.account_id, i.region,
          coalesce(i.name || ', ', '') || coalesce(i.instance_type || ', ', '') || 'at most ' || printf('%.1f', u.cpu)
            || '% CPU and ' || printf('%.1f', max(coalesce(u.bytes_in, 0), coalesce(u.bytes_out, 0)) / 1e6)
            || ' MB of network on any of ' || u.days || ' days' AS message,
          CASE WHEN u.cpu IS NULL THEN 'no figures of CPU in ' || :days || ' days' END AS not_checked
        FROM instances i
        LEFT JOIN use u ON u.account_id = i.account_id AND u.region = i.region AND u.resource_id = i.instance_id
        WHERE i.state = 'running' AND i.launched_at <= days_ago(:days) AND i.auto_scaling_group IS NULL
          AND (u.cpu IS NULL OR u.days >= :days / 2 AND u.cpu <= :cpu_percent
            AND coalesce(u.bytes_in, 0) <= :network_mb * 1000000 AND coalesce(u.bytes_out, 0) <= :network_mb * 1000000)
      cleanup: {action: stop-instance, retention_days: 7}
      references:
        - AWS Trusted Advisor, low utilization Amazon EC2 instances
        - AWS Well-Architected COST06-BP02
      examples:
        - name: four percent and hardly a byte, for two weeks
          given:
            instances: [{instance_id: i-1, state: running, launched_at: 90 days ago, name: old}]
            daily_use: &idle
              - {resource_type: instance, resource_id: i-1, metric: CPUUtilization, statistic: Average, day: 12..1 days ago, value: 4}
              - {resource_type: instance, resource_id: i-1, metric: NetworkOut, statistic: Sum, day: 12..1 days ago, value: 4000000}
          flags: [i-1]
        - name: six percent on each day
          given:
            instances: [{instance_id: i-1, state: running, launched_at: 90 days ago}]
            daily_use:
              - {resource_type: instance, resource_id: i-1, metric: CPUUtilization, statistic: Average, day: 12..1 days ago, value: 6}
          flags: []
        - name: a busy day among idle ones
          given:
            instances: [{instance_id: i-1, state: running, launched_at: 90 days ago}]
            daily_use:
              - {resource_type: instance, resource_id: i-1, metric: CPUUtilization, statistic: Average, day: 12..2 days ago, value: 1}
              - {resource_type: instance, resource_id: i-1, metric: CPUUtilization, statistic: Average, day: 1..1 days ago, value: 60}
          flags: []
        - name: little CPU and much network, as of a proxy
          given:
            instances: [{instance_id: i-1, state: running, launched_at: 90 days ago}]
            daily_use:
              - {resource_type: instance, resource_id: i-1, metric: CPUUtilization, statistic: Average, day: 12..1 days ago, value: 2}
              - {resource_type: instance, resource_id: i-1, metric: NetworkIn, statistic: Sum, day: 12..1 days ago, value: 900000000}
          flags: []
        - name: no figures at all, which is no proof
          given: {instances: [{instance_id: i-1, state: running, launched_at: 90 days ago}]}
          flags: []
        - name: a member of a group
          given:
            instances: [{instance_id: i-1, state: running, launched_at: 90 days ago, auto_scaling_group: web}]
            daily_use: *idle
          flags: []
        - name: stopped, which another rule looks after, and young
          given:
            instances:
              - {instance_id: i-1, state: stopped, launched_at: 90 days ago}
              - {instance_id: i-2, state: running, launched_at: 5 days ago}
            daily_use: *idle
          flags: []
      """#
    ),
    (
      "rules/unused/instance-orphaned-from-group.yaml",
      #"""
      id: instance-orphaned-from-group
      title: Instance that its auto scaling group does not know any more
      family: unused
      severity: medium
      resource: instance
      rationale: >-
        An instance keeps the tag of the group that launched it. Detached from the group, or left when the group was
        deleted, it runs on: nothing scales it in, nothing replaces it, and most checks take it for a member. One that
        is detached to be looked at is tagged, or stopped, or ended within days.
      parameters: {days: 2}
      query: |
        SELECT i.instance_id AS resource_id, i.account_id, i.region,
          coalesce(i.name || ', ', '') || coalesce(i.instance_type || ', ', '') || 'was launched by the group '
            || i.auto_scaling_group || ', which '
            || CASE WHEN g.auto_scaling_group IS NULL THEN 'is gone' ELSE 'does not have it any more' END AS message
        FROM instances i
        LEFT JOIN auto_scaling_groups g
          ON g.account_id = i.account_id AND g.region = i.region AND g.auto_scaling_group = i.auto_scaling_group
        WHERE i.state = 'running' AND i.auto_scaling_group IS NOT NULL AND i.launched_at <= days_ago(:days)
          AND NOT EXISTS (
            SELECT 1 FROM auto_scaling_group_instances m
            WHERE m.account_id = i.account_id AND m.region = i.region AND m.instance_id = i.instance_id)
          AND NOT (coalesce(g.warm_pool, 0))
      cleanup: {action: terminate-instance, retention_days: 3, retention_days_without_owner: 8}
      references:
        - SimianArmy OrphanedInstanceRule
        - https://docs.aws.amazon.com/autoscaling/ec2/userguide/ec2-auto-scaling-detach-attach-instances.html
      examples:
        - name: its group is gone, and it runs for three days
          given: {instances: [{instance_id: i-1, state: running, auto_scaling_group: web, launched_at: 3 days ago}]}
          flags: [i-1]
        - name: launched yesterday, since when the group was deleted
          given: {instances: [{instance_id: i-1, state: running, auto_scaling_group: web, launched_at: 1 day ago}]}
          flags: []
        - name: detached from a group that stands
          given:
            instances: [{instance_id: i-1, state: running, auto_scaling_group: web, launched_at: 3 days ago}]
            auto_scaling_groups: [{auto_scaling_group: web}]
            auto_scaling_group_instances: [{auto_scaling_group: web, instance_id: i-2}]
          flags: [i-1]
        - name: a member
          given:
            instances: [{instance_id: i-1, state: running, auto_scaling_group: web, launched_at: 90 days ago}]
            auto_scaling_groups: [{auto_scaling_group: web}]
            auto_scaling_group_instances: [{auto_scaling_group: web, instance_id: i-1}]
          flags: []
        - name: in standby, which the group still lists
          given:
            instances: [{instance_id: i-1, state: running, auto_scaling_group: web, launched_at: 90 days ago}]
            auto_scaling_groups: [{auto_scaling_group: web}]
            auto_scaling_group_instances: [{auto_scaling_group: web, instance_id: i-1, lifecycle_state: Standby}]
          flags: []
        - name: in the group's warm pool, which is listed elsewhere
          given:
            instances: [{instance_id: i-1, state: running, auto_scaling_group: web, launched_at: 90 days ago}]
            auto_scaling_groups: [{auto_scaling_group: web, warm_pool: true}]
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
      "rules/unused/key-pair-unused.yaml",
      #"""
      id: key-pair-unused
      title: Key pair that no instance or template names
      family: unused
      severity: low
      resource: key_pair
      rationale: >-
        A key pair costs nothing. Whoever has its private half can log on to whatever is launched with it next. Keys of
        people who have left are found so.
      parameters: {days: 90}
      query: |
        SELECT k.key_pair_id AS resource_id, k.account_id, k.region, k.created_at AS since,
          k.key_name || ', made on ' || date(k.created_at) || ', named by no instance and no template' AS message
        FROM key_pairs k
        WHERE k.created_at <= days_ago(:days)
          AND (k.account_id, k.region, k.key_name) NOT IN (
            SELECT account_id, region, key_name FROM instances WHERE key_name IS NOT NULL AND state <> 'terminated')
          AND (k.account_id, k.region, k.key_name) NOT IN (
            SELECT account_id, region, key_name FROM launch_configurations WHERE key_name IS NOT NULL)
          AND (k.account_id, k.region, k.key_name) NOT IN (
            SELECT account_id, region, key_name FROM launch_template_versions WHERE key_name IS NOT NULL)
      saves: false
      references:
        - AWS Well-Architected SEC02-BP05
      examples:
        - name: made 91 days ago and named by nothing
          given: {key_pairs: [{key_pair_id: key-1, key_name: ann, created_at: 91 days ago}]}
          flags: [key-1]
        - name: made 89 days ago
          given: {key_pairs: [{key_pair_id: key-1, key_name: ann, created_at: 89 days ago}]}
          flags: []
        - name: a stopped instance has it, a template names it
          given:
            key_pairs:
              - {key_pair_id: key-1, key_name: ann, created_at: 900 days ago}
              - {key_pair_id: key-2, key_name: bob, created_at: 900 days ago}
            instances: [{instance_id: i-1, state: stopped, key_name: ann}]
            launch_template_versions: [{launch_template_id: lt-1, version: 1, key_name: bob}]
          flags: []
      """#
    ),
    (
      "rules/unused/launch-configuration-unused.yaml",
      #"""
      id: launch-configuration-unused
      title: Launch configuration that no group uses
      family: unused
      severity: low
      resource: launch_configuration
      rationale: >-
        A launch configuration costs nothing, and holds an image, security groups and a key in use, so that their own
        checks stay silent. One that instances were launched from and that no group has any more is history. Tools
        that roll out make a new one each time and go back to the last: the newest few days' are left alone.
      parameters: {days: 4}
      query: |
        SELECT c.launch_configuration AS resource_id, c.account_id, c.region, c.created_at AS since,
          'made on ' || date(c.created_at) || ', used by no auto scaling group' AS message
        FROM launch_configurations c
        WHERE c.created_at <= days_ago(:days)
          AND (c.account_id, c.region, c.launch_configuration) NOT IN (
            SELECT account_id, region, launch_configuration FROM auto_scaling_groups WHERE launch_configuration IS NOT NULL)
          AND (c.account_id, c.region, c.launch_configuration) NOT IN (
            SELECT account_id, region, launch_configuration FROM auto_scaling_group_instances
            WHERE launch_configuration IS NOT NULL)
      saves: false
      cleanup: {action: delete-launch-configuration, retention_days: 3}
      references:
        - SimianArmy OldUnusedLaunchConfigRule
      examples:
        - name: made five days ago and used by none
          given: {launch_configurations: [{launch_configuration: web-1, created_at: 5 days ago}]}
          flags: [web-1]
        - name: made three days ago
          given: {launch_configurations: [{launch_configuration: web-1, created_at: 3 days ago}]}
          flags: []
        - name: a group has it
          given:
            launch_configurations: [{launch_configuration: web-1, created_at: 500 days ago}]
            auto_scaling_groups: [{auto_scaling_group: web, launch_configuration: web-1}]
          flags: []
        - name: the group has a newer one, and one instance still runs from the old
          given:
            launch_configurations:
              - {launch_configuration: web-1, created_at: 500 days ago}
              - {launch_configuration: web-2, created_at: 5 days ago}
            auto_scaling_groups: [{auto_scaling_group: web, launch_configuration: web-2}]
            auto_scaling_group_instances: [{auto_scaling_group: web, instance_id: i-1, launch_configuration: web-1}]
          flags: []
      """#
    ),
    (
      "rules/unused/launch-template-unused.yaml",
      #"""
      id: launch-template-unused
      title: Launch template that no group or instance uses
      family: unused
      severity: low
      resource: launch_template
      rationale: >-
        A launch template costs nothing, and holds images and security groups in use. People also launch from one by
        hand and name it in other accounts' code, so the age counts and not only the absence. EKS, Batch and Karpenter
        make templates of their own.
      parameters: {days: 45}
      query: |
        SELECT t.launch_template_id AS resource_id, t.account_id, t.region, t.created_at AS since,
          coalesce(t.name || ', ', '') || 'made on ' || date(t.created_at) || ', used by no group and no instance' AS message
        FROM launch_templates t
        WHERE t.created_at <= days_ago(:days)
          AND (t.account_id, t.region, t.launch_template_id) NOT IN (
            SELECT account_id, region, launch_template_id FROM auto_scaling_groups WHERE launch_template_id IS NOT NULL)
          AND (t.account_id, t.region, t.launch_template_id) NOT IN (
            SELECT account_id, region, mixed_launch_template_id FROM auto_scaling_groups
            WHERE mixed_launch_template_id IS NOT NULL)
          AND (t.account_id, t.region, t.launch_template_id) NOT IN (
            SELECT account_id, region, launch_template_id FROM auto_scaling_group_instances
            WHERE launch_template_id IS NOT NULL)
          AND NOT EXISTS (
            SELECT 1 FROM instances i
            WHERE i.account_id = t.account_id AND i.region = t.region AND i.state <> 'terminated'
              AND tag(i.tags, 'aws:ec2launchtemplate:id') = t.launch_template_id)
          AND NOT has_tag(t.tags, 'eks:*', 'karpenter.*', 'elasticbeanstalk:*', 'AWSBatchServiceTag')
      saves: false
      cleanup: {action: delete-launch-template, retention_days: 7}
      references:
        - SimianArmy OldUnusedLaunchConfigRule
      examples:
        - name: made 46 days ago and used by none
          given: {launch_templates: [{launch_template_id: lt-1, created_at: 46 days ago}]}
          flags: [lt-1]
        - name: made 44 days ago
          given: {launch_templates: [{launch_template_id: lt-1, created_at: 44 days ago}]}
          flags: []
        - name: a group has it, another by a mixed instances policy
          given:
            launch_templates:
              - {launch_template_id: lt-1, created_at: 500 days ago}
              - {launch_template_id: lt-2, created_at: 500 days ago}
            auto_scaling_groups:
              - {auto_scaling_group: web, launch_template_id: lt-1}
              - {auto_scaling_group: spot, mixed_launch_template_id: lt-2}
          flags: []
        - name: an instance was launched from it by hand
          given:
            launch_templates: [{launch_template_id: lt-1, created_at: 500 days ago}]
            instances: [{instance_id: i-1, state: running, tags: {"aws:ec2launchtemplate:id": lt-1}}]
          flags: []
        - name: a node group's
          given: {launch_templates: [{launch_template_id: lt-1, created_at: 500 days ago, tags: {"eks:nodegroup-name": general}}]}
          flags: []
      """#
    ),
    (
      "rules/unused/load-balancer-idle.yaml",
      #"""
      id: load-balancer-idle
      title: Load balancer without requests
      family: unused
      severity: medium
      resource: load_balancer
      rationale: >-
        A load balancer is billed by the hour whether or not anybody asks it anything. One that stands by for another
        region, or that is used once a quarter, is idle and wanted: except it with a reason. Without figures of
        CloudWatch nothing is said.
      parameters: {days: 14}
      query: |
        WITH use AS (
          SELECT account_id, region, resource_id, count(DISTINCT day) AS days, sum(value) AS used
          FROM daily_use
          WHERE resource_type = 'load_balancer' AND day >= date(days_ago(:days))
          GROUP BY account_id, region, resource_id
        )
        SELECT b.load_balancer AS resource_id, b.account_id, b.region,
          'nothing asked of it on any of ' || u.days || ' days' AS message,
          CASE WHEN u.days IS NULL THEN 'no figures of its use in ' || :days || ' days' END AS not_checked
        FROM load_balancers b
        LEFT JOIN use u ON u.account_id = b.account_id AND u.region = b.region AND u.resource_id = b.load_balancer
        WHERE b.created_at <= days_ago(:days) AND (u.days IS NULL OR u.days >= :days / 2 AND u.used = 0)
      cleanup: {action: delete-load-balancer, retention_days: 7}
      references:
        - AWS Trusted Advisor, idle load balancers
        - AWS Well-Architected COST04-BP03
      examples:
        - name: no request in two weeks
          given:
            load_balancers: [{load_balancer: web, created_at: 90 days ago}]
            daily_use: [{resource_type: load_balancer, resource_id: web, metric: RequestCount, statistic: Sum, day: 13..1 days ago, value: 0}]
          flags: [web]
        - name: one request on one day
          given:
            load_balancers: [{load_balancer: web, created_at: 90 days ago}]
            daily_use:
              - {resource_type: load_balancer, resource_id: web, metric: RequestCount, statistic: Sum, day: 13..2 days ago, value: 0}
              - {resource_type: load_balancer, resource_id: web, metric: RequestCount, statistic: Sum, day: 1..1 days ago, value: 1}
          flags: []
        - name: a busy one
          given:
            load_balancers: [{load_balancer: web, created_at: 90 days ago}]
            daily_use: [{resource_type: load_balancer, resource_id: web, metric: RequestCount, statistic: Sum, day: 13..1 days ago, value: 90000}]
          flags: []
        - name: made ten days ago, for a launch that is to come
          given:
            load_balancers: [{load_balancer: web, created_at: 10 days ago}]
            daily_use: [{resource_type: load_balancer, resource_id: web, metric: RequestCount, statistic: Sum, day: 9..1 days ago, value: 0}]
          flags: []
        - name: no figures, which is no proof
          given: {load_balancers: [{load_balancer: web, created_at: 90 days ago}]}
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
    (
      "rules/unused/load-test-left-running.yaml",
      #"""
      id: load-test-left-running
      title: Load test that never ended
      family: unused
      severity: high
      resource: instance
      rationale: >-
        The machines of a load test are large and many, and are needed for hours. They are known by a tag, by "loadtest"
        in their name however it is written, or by where they stand: several of one type, launched together, alone in a
        region in which the account has nothing else, while it works in another. Members of groups are the group's matter.
      parameters: {days: 3, tag: role, value: load-test, fleet: 3}
      query: |
        WITH regions AS (
          SELECT account_id, region, count(*) AS instances, count(DISTINCT instance_type) AS types,
            sum(auto_scaling_group IS NOT NULL) AS members,
            (julianday(max(launched_at)) - julianday(min(launched_at))) * 24 AS hours
          FROM instances WHERE state = 'running' GROUP BY account_id, region
        ),
        lone AS (
          SELECT r.account_id, r.region FROM regions r
          WHERE r.instances >= :fleet AND r.types = 1 AND r.members = 0 AND r.hours <= 1
            AND EXISTS (
              SELECT 1 FROM regions o
              WHERE o.account_id = r.account_id AND o.region <> r.region AND o.instances > r.instances)
        )
        SELECT instance_id AS resource_id, account_id, region, launched_at AS since,
          coalesce(name || ', ', '') || coalesce(instance_type || ', ', '') || 'runs since ' || date(launched_at)
            || ', ' || CAST(julianday(as_of()) - julianday(launched_at) AS INTEGER) || ' days' AS message
        FROM instances
        WHERE state = 'running' AND launched_at <= days_ago(:days)
          AND (lower(tag(tags, :tag)) = lower(:value)
            OR replace(replace(replace(lower(name), '-', ''), '_', ''), ' ', '') GLOB '*loadtest*'
            OR (account_id, region) IN (SELECT account_id, region FROM lone))
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
        - name: three alike, alone in a region, while the account works elsewhere
          given:
            instances:
              - {instance_id: i-1, state: running, launched_at: 4 days ago, instance_type: c5.4xlarge}
              - {instance_id: i-2, state: running, launched_at: 4 days ago, instance_type: c5.4xlarge}
              - {instance_id: i-3, state: running, launched_at: 4 days ago, instance_type: c5.4xlarge}
              - {instance_id: i-4, state: running, launched_at: 90 days ago, instance_type: m5.large, region: ap-south-1}
              - {instance_id: i-5, state: running, launched_at: 80 days ago, instance_type: m5.large, region: ap-south-1}
              - {instance_id: i-6, state: running, launched_at: 70 days ago, instance_type: m5.large, region: ap-south-1}
              - {instance_id: i-7, state: running, launched_at: 60 days ago, instance_type: m5.large, region: ap-south-1}
          flags: [i-1, i-2, i-3]
        - name: three alike in the only region there is
          given:
            instances:
              - {instance_id: i-1, state: running, launched_at: 4 days ago, instance_type: c5.4xlarge}
              - {instance_id: i-2, state: running, launched_at: 4 days ago, instance_type: c5.4xlarge}
              - {instance_id: i-3, state: running, launched_at: 4 days ago, instance_type: c5.4xlarge}
          flags: []
      """#
    ),
    (
      "rules/unused/log-group-without-retention.yaml",
      #"""
      id: log-group-without-retention
      title: Log group that keeps everything for ever
      family: unused
      severity: low
      resource: log_group
      rationale: >-
        Logs without a retention are paid for until the end of time, and hardly any is read after a month. What has to
        be kept for years belongs into a bucket at a tenth of the price. Groups that hold next to nothing are left alone.
      parameters: {megabytes: 100}
      query: |
        SELECT log_group AS resource_id, account_id, region,
          printf('%.1f', stored_bytes / 1e9) || ' GB stored, kept for ever' AS message, NULL AS saving
        FROM log_groups
        WHERE retention_days IS NULL AND coalesce(class, 'STANDARD') <> 'DELIVERY' AND stored_bytes >= :megabytes * 1000000
      cleanup: {action: set-log-retention, retention_days: 7}
      references:
        - AWS Foundational Security Best Practices CloudWatch.16
        - AWS Well-Architected COST04-BP05
      examples:
        - name: a gigabyte without an end
          given: {log_groups: [{log_group: /web, stored_bytes: 1000000000}]}
          flags: [/web]
        - name: 99 megabytes
          given: {log_groups: [{log_group: /web, stored_bytes: 99000000}]}
          flags: []
        - name: kept for 30 days
          given: {log_groups: [{log_group: /web, stored_bytes: 900000000000, retention_days: 30}]}
          flags: []
        - name: one that only hands on and keeps two days by itself
          given: {log_groups: [{log_group: /web, stored_bytes: 1000000000, class: DELIVERY}]}
          flags: []
      """#
    ),
    (
      "rules/unused/nat-gateway-idle.yaml",
      #"""
      id: nat-gateway-idle
      title: NAT gateway without traffic
      family: unused
      severity: medium
      resource: nat_gateway
      rationale: >-
        A NAT gateway costs the same with and without traffic. One of a zone in which nothing runs any more can go,
        with its address. Without figures of CloudWatch nothing is said.
      parameters: {days: 14, megabytes: 1}
      query: |
        WITH use AS (
          SELECT account_id, region, resource_id, count(DISTINCT day) AS days, sum(value) AS bytes
          FROM daily_use
          WHERE resource_type = 'nat_gateway' AND day >= date(days_ago(:days))
          GROUP BY account_id, region, resource_id
        )
        SELECT n.nat_gateway_id AS resource_id, n.account_id, n.region,
          coalesce(n.name || ', ', '') || printf('%.1f', u.bytes / 1e6) || ' MB on ' || u.days || ' days' AS message,
          CASE WHEN u.days IS NULL THEN 'no figures of its traffic in ' || :days || ' days' END AS not_checked
        FROM nat_gateways n
        LEFT JOIN use u ON u.account_id = n.account_id AND u.region = n.region AND u.resource_id = n.nat_gateway_id
        WHERE n.state = 'available' AND n.created_at <= days_ago(:days)
          AND (u.days IS NULL OR u.days >= :days / 2 AND u.bytes < :megabytes * 1000000)
      cleanup: {action: delete-nat-gateway, retention_days: 7}
      references:
        - AWS Well-Architected COST04-BP03
      examples:
        - name: half a megabyte in two weeks
          given:
            nat_gateways: [{nat_gateway_id: nat-1, state: available, created_at: 90 days ago}]
            daily_use: [{resource_type: nat_gateway, resource_id: nat-1, metric: BytesOutToDestination, statistic: Sum, day: 13..1 days ago, value: 40000}]
          flags: [nat-1]
        - name: a megabyte on each day
          given:
            nat_gateways: [{nat_gateway_id: nat-1, state: available, created_at: 90 days ago}]
            daily_use: [{resource_type: nat_gateway, resource_id: nat-1, metric: BytesOutToDestination, statistic: Sum, day: 13..1 days ago, value: 1000000}]
          flags: []
        - name: nothing sent and much received
          given:
            nat_gateways: [{nat_gateway_id: nat-1, state: available, created_at: 90 days ago}]
            daily_use:
              - {resource_type: nat_gateway, resource_id: nat-1, metric: BytesOutToDestination, statistic: Sum, day: 13..1 days ago, value: 0}
              - {resource_type: nat_gateway, resource_id: nat-1, metric: BytesInFromDestination, statistic: Sum, day: 13..1 days ago, value: 90000000}
          flags: []
        - name: no figures
          given: {nat_gateways: [{nat_gateway_id: nat-1, state: available, created_at: 90 days ago}]}
          flags: []
      """#
    ),
    (
      "rules/unused/nat-gateway-unrouted.yaml",
      #"""
      id: nat-gateway-unrouted
      title: NAT gateway that no route leads to
      family: unused
      severity: medium
      resource: nat_gateway
      rationale: >-
        A NAT gateway is billed by the hour, and without a route to it nothing can ever pass. It is what remains when
        subnets are rebuilt. One that stands by for the loss of its neighbour is without a route too, until a script
        sets one: except it.
      parameters: {days: 2}
      query: |
        SELECT n.nat_gateway_id AS resource_id, n.account_id, n.region, n.created_at AS since,
          coalesce(n.name || ', ', '') || 'in ' || coalesce(n.subnet_id, 'no subnet') || ', no route leads to it' AS message
        FROM nat_gateways n
        WHERE n.state = 'available' AND n.created_at <= days_ago(:days)
          AND (n.account_id, n.region, n.nat_gateway_id) NOT IN (
            SELECT account_id, region, nat_gateway_id FROM route_table_routes WHERE nat_gateway_id IS NOT NULL)
      cleanup: {action: delete-nat-gateway, retention_days: 7}
      references:
        - AWS Well-Architected COST04-BP03
        - https://docs.aws.amazon.com/vpc/latest/userguide/vpc-nat-gateway.html
      examples:
        - name: made three days ago, no route
          given: {nat_gateways: [{nat_gateway_id: nat-1, state: available, created_at: 3 days ago}]}
          flags: [nat-1]
        - name: made an hour ago, the routes are to come
          given: {nat_gateways: [{nat_gateway_id: nat-1, state: available, created_at: 1 hour ago}]}
          flags: []
        - name: one route leads to it
          given:
            nat_gateways: [{nat_gateway_id: nat-1, state: available, created_at: 90 days ago}]
            route_table_routes: [{route_table_id: rtb-1, destination: 0.0.0.0/0, nat_gateway_id: nat-1}]
          flags: []
        - name: deleted, and listed for an hour yet
          given: {nat_gateways: [{nat_gateway_id: nat-1, state: deleted, created_at: 90 days ago}]}
          flags: []
      """#
    ),
    (
      "rules/unused/network-interface-detached.yaml",
      #"""
      id: network-interface-detached
      title: Network interface attached to nothing
      family: unused
      severity: low
      resource: network_interface
      rationale: >-
        A detached interface costs nothing but its public address, and holds a security group and an address of the
        subnet in use. What services manage themselves (load balancers, Lambda, EKS) comes and goes by itself and must
        not be touched.
      parameters: {days: 7}
      query: |
        SELECT n.network_interface_id AS resource_id, n.account_id, n.region, n.detached_since AS since,
          coalesce(nullif(n.description, '') || ', ', '') || 'in ' || coalesce(n.subnet_id, 'no subnet') || ', detached since '
            || date(n.detached_since) AS message
        FROM network_interfaces n
        WHERE n.state = 'available' AND NOT coalesce(n.requester_managed, 0)
          AND coalesce(n.kind, 'interface') = 'interface' AND n.detached_since <= days_ago(:days)
          AND coalesce(n.description, '') NOT GLOB 'aws-K8S-*'
          AND coalesce(n.description, '') NOT GLOB 'AWS Lambda VPC ENI*'
          AND NOT has_tag(n.tags, 'eks:*', 'node.k8s.amazonaws.com/*', 'cluster.k8s.amazonaws.com/*')
      cleanup: {action: delete-network-interface, retention_days: 7}
      references:
        - Cloud Custodian unused network interface policy
      examples:
        - name: detached for eight days
          given: {network_interfaces: [{network_interface_id: eni-1, state: available, detached_since: 8 days ago}]}
          flags: [eni-1]
        - name: detached for six days
          given: {network_interfaces: [{network_interface_id: eni-1, state: available, detached_since: 6 days ago}]}
          flags: []
        - name: in use
          given: {network_interfaces: [{network_interface_id: eni-1, state: in-use, instance_id: i-1}]}
          flags: []
        - name: a load balancer's, between two uses
          given: {network_interfaces: [{network_interface_id: eni-1, state: available, requester_managed: true, detached_since: 90 days ago}]}
          flags: []
        - name: kept warm by the network plugin of Kubernetes
          given:
            network_interfaces:
              - {network_interface_id: eni-1, state: available, description: aws-K8S-i-0abc, detached_since: 90 days ago}
              - {network_interface_id: eni-2, state: available, detached_since: 90 days ago, tags: {"node.k8s.amazonaws.com/instance_id": i-1}}
          flags: []
      """#
    ),
    (
      "rules/unused/rds-idle.yaml",
      #"""
      id: rds-idle
      title: Database that nobody connects to
      family: unused
      severity: high
      resource: rds_instance
      rationale: >-
        A database without a connection in two weeks serves nobody. A monitor connects as well, so one that has
        connections may still be unused: this rule says only what is sure. A read replica that stands by for the loss of
        its source has none and is wanted.
      parameters: {days: 14}
      query: |
        WITH use AS (
          SELECT account_id, region, resource_id, count(DISTINCT day) AS days, max(value) AS connections
          FROM daily_use
          WHERE resource_type = 'rds_instance' AND metric = 'DatabaseConnections' AND day >= date(days_ago(:days))
          GROUP BY account_id, region, resource_id
        )
        SELECT d.db_instance AS resource_id, d.account_id, d.region,
          coalesce(d.instance_class || ', ', '') || 'no connection on any of ' || u.days || ' days' AS message,
          CASE WHEN u.days IS NULL THEN 'no figures of its connections in ' || :days || ' days' END AS not_checked
        FROM rds_instances d
        LEFT JOIN use u ON u.account_id = d.account_id AND u.region = d.region AND u.resource_id = d.db_instance
        WHERE d.state = 'available' AND d.created_at <= days_ago(:days) AND d.replica_of IS NULL
          AND (u.days IS NULL OR u.days >= :days / 2 AND u.connections = 0)
      cleanup: {action: stop-rds-instance, retention_days: 7}
      references:
        - AWS Trusted Advisor, Amazon RDS idle DB instances
        - AWS Well-Architected COST04-BP03
      examples:
        - name: no connection in two weeks
          given:
            rds_instances: [{db_instance: poll, state: available, created_at: 90 days ago}]
            daily_use: [{resource_type: rds_instance, resource_id: poll, metric: DatabaseConnections, statistic: Maximum, day: 13..1 days ago, value: 0}]
          flags: [poll]
        - name: one connection on one day
          given:
            rds_instances: [{db_instance: poll, state: available, created_at: 90 days ago}]
            daily_use:
              - {resource_type: rds_instance, resource_id: poll, metric: DatabaseConnections, statistic: Maximum, day: 13..2 days ago, value: 0}
              - {resource_type: rds_instance, resource_id: poll, metric: DatabaseConnections, statistic: Maximum, day: 1..1 days ago, value: 1}
          flags: []
        - name: made ten days ago
          given:
            rds_instances: [{db_instance: poll, state: available, created_at: 10 days ago}]
            daily_use: [{resource_type: rds_instance, resource_id: poll, metric: DatabaseConnections, statistic: Maximum, day: 9..1 days ago, value: 0}]
          flags: []
        - name: a replica that stands by
          given:
            rds_instances: [{db_instance: poll-2, state: available, created_at: 90 days ago, replica_of: poll}]
            daily_use: [{resource_type: rds_instance, resource_id: poll-2, metric: DatabaseConnections, statistic: Maximum, day: 13..1 days ago, value: 0}]
          flags: []
        - name: no figures
          given: {rds_instances: [{db_instance: poll, state: available, created_at: 90 days ago}]}
          flags: []
      """#
    ),
    (
      "rules/unused/rds-snapshot-old.yaml",
      #"""
      id: rds-snapshot-old
      title: Manual database snapshot of over half a year
      family: unused
      severity: low
      resource: rds_snapshot
      rationale: >-
        Automatic snapshots go by themselves; those taken by hand stay until somebody deletes them, also when their
        database is long gone. The newest of a database that is gone is its last copy and is left alone.
      parameters: {days: 180}
      query: |
        SELECT s.db_snapshot AS resource_id, s.account_id, s.region, s.created_at AS since,
          coalesce(s.size_gib || ' GiB ', '') || 'of ' || s.db_instance || ', taken by hand on ' || date(s.created_at)
            || CASE WHEN d.db_instance IS NULL THEN '; the database is gone' ELSE '' END AS message
        FROM rds_snapshots s
        LEFT JOIN rds_instances d ON d.account_id = s.account_id AND d.region = s.region AND d.db_instance = s.db_instance
        WHERE s.kind = 'manual' AND s.state = 'available' AND s.created_at <= days_ago(:days)
          AND (d.db_instance IS NOT NULL OR EXISTS (
            SELECT 1 FROM rds_snapshots n
            WHERE n.account_id = s.account_id AND n.region = s.region AND n.db_instance = s.db_instance
              AND n.created_at > s.created_at))
      references:
        - AWS Well-Architected COST04-BP05
        - https://docs.aws.amazon.com/AmazonRDS/latest/UserGuide/USER_DeleteSnapshot.html
      examples:
        - name: 181 days old, of a database that stands
          given:
            rds_snapshots: [{db_snapshot: before-14, db_instance: votes, kind: manual, state: available, created_at: 181 days ago}]
            rds_instances: [{db_instance: votes}]
          flags: [before-14]
        - name: 179 days old
          given:
            rds_snapshots: [{db_snapshot: before-14, db_instance: votes, kind: manual, state: available, created_at: 179 days ago}]
            rds_instances: [{db_instance: votes}]
          flags: []
        - name: an automatic one
          given:
            rds_snapshots: [{db_snapshot: "rds:votes-1", db_instance: votes, kind: automated, state: available, created_at: 400 days ago}]
            rds_instances: [{db_instance: votes}]
          flags: []
        - name: the last copy of a database that is gone, and the one before it
          given:
            rds_snapshots:
              - {db_snapshot: final, db_instance: poll, kind: manual, state: available, created_at: 400 days ago}
              - {db_snapshot: earlier, db_instance: poll, kind: manual, state: available, created_at: 500 days ago}
          flags: [earlier]
      """#
    ),
    (
      "rules/unused/rds-stopped.yaml",
      #"""
      id: rds-stopped
      title: Database that is stopped and kept
      family: unused
      severity: low
      resource: rds_instance
      rationale: >-
        A stopped database is billed for its storage and snapshots, and AWS starts it again after seven days. Who stops
        it again each week pays for hours that nobody wants; a final snapshot costs less than the storage. A cluster's
        instances stop with the cluster.
      parameters: {days: 7}
      query: |
        SELECT db_instance AS resource_id, account_id, region, stopped_since AS since,
          coalesce(instance_class || ', ', '') || coalesce(size_gib || ' GiB, ', '') || 'stopped since ' || date(stopped_since)
            AS message
        FROM rds_instances
        WHERE state = 'stopped' AND stopped_since <= days_ago(:days)
      cleanup: {action: delete-rds-instance, retention_days: 14}
      references:
        - https://docs.aws.amazon.com/AmazonRDS/latest/UserGuide/USER_StopInstance.html
        - AWS Well-Architected COST04-BP03
      examples:
        - name: stopped for eight days
          given: {rds_instances: [{db_instance: poll, state: stopped, stopped_since: 8 days ago, size_gib: 100}]}
          flags: [poll]
        - name: stopped for six days
          given: {rds_instances: [{db_instance: poll, state: stopped, stopped_since: 6 days ago}]}
          flags: []
        - name: running
          given: {rds_instances: [{db_instance: poll, state: available}]}
          flags: []
        - name: being started again
          given: {rds_instances: [{db_instance: poll, state: starting}]}
          flags: []
      """#
    ),
    (
      "rules/unused/resource-expired.yaml",
      #"""
      id: resource-expired
      title: Temporary resource past the date on its tag
      family: unused
      severity: medium
      resource: resource
      rationale: >-
        Who tags something with the day on which it may go has done the janitor's work. Read are the keys `ttl`,
        `expires`, `expires-on`, `expiry`, `delete-after` in any case, with a date (2026-10-31) or, counted from when the
        resource was first seen, days (`14`, `14d`). A value that is no date is no reason to act.
      query: |
        WITH tagged AS (
          SELECT r.resource_type, r.account_id, r.region, r.resource_id, r.first_seen, t.key, trim(t.value) AS value
          FROM resources r, json_each(r.tags) t
          -- The text is looked at first, since few have such a tag, and tags are taken apart slowly.
          WHERE (r.tags LIKE '%ttl%' OR r.tags LIKE '%expir%' OR r.tags LIKE '%delete%')
            AND replace(replace(lower(t.key), '_', '-'), ' ', '-')
            IN ('ttl', 'expires', 'expires-on', 'expires-at', 'expiry', 'expiration', 'delete-after', 'delete-by')
        ),
        dated AS (
          SELECT resource_type, account_id, region, resource_id, key, value, CASE
            WHEN value GLOB '[0-9][0-9][0-9][0-9]-[0-9][0-9]-[0-9][0-9]*' THEN date(substr(value, 1, 10))
            WHEN rtrim(value, 'd') <> '' AND rtrim(value, 'd') NOT GLOB '*[^0-9]*' AND length(rtrim(value, 'd')) <= 4
              THEN date(first_seen, '+' || rtrim(value, 'd') || ' days') END AS day
          FROM tagged
        )
        SELECT resource_type, resource_id, account_id, region, min(day) || 'T00:00:00Z' AS since,
          key || '=' || value || ', which was ' || min(day) AS message
        FROM dated WHERE day < date(as_of())
        GROUP BY resource_type, account_id, region, resource_id
      references:
        - Cloud Custodian garbage collection by tag
        - AWS Well-Architected COST04-BP03
      examples:
        - name: past its date
          given: {resources: [{resource_type: instance, resource_id: i-1, tags: {expires: "2026-10-31"}}]}
          flags: [i-1]
        - name: on its last day
          given: {resources: [{resource_type: instance, resource_id: i-1, tags: {expires: "2026-11-03"}}]}
          flags: []
        - name: fourteen days counted from when it was first seen
          given:
            resources:
              - {resource_type: ebs_volume, resource_id: vol-1, first_seen: 16 days ago, tags: {TTL: 14d}}
              - {resource_type: ebs_volume, resource_id: vol-2, first_seen: 10 days ago, tags: {ttl: "14"}}
          flags: [vol-1]
        - name: the key in another case and spelling
          given: {resources: [{resource_type: instance, resource_id: i-1, tags: {Expires_On: "2026-10-31T12:00:00Z"}}]}
          flags: [i-1]
        - name: a value that is no date
          given:
            resources:
              - {resource_type: instance, resource_id: i-1, tags: {ttl: forever}}
              - {resource_type: instance, resource_id: i-2, tags: {expires: after the release}}
          flags: []
      """#
    ),
    (
      "rules/unused/s3-bucket-empty.yaml",
      #"""
      id: s3-bucket-empty
      title: Bucket without an object
      family: unused
      severity: low
      resource: s3_bucket
      rationale: >-
        An empty bucket costs nothing and holds a name, policies and trust. A bucket of versions may show no object and
        hold many old ones: those are left alone. A log target that others write to once a quarter is empty between.
      parameters: {days: 30}
      query: |
        SELECT b.bucket AS resource_id, b.account_id, b.region, b.empty_since AS since,
          'no object since ' || date(b.empty_since) AS message
        FROM s3_buckets b
        WHERE b.has_objects = 0 AND b.empty_since <= days_ago(:days) AND b.created_at <= days_ago(:days)
          AND coalesce(b.versioning, '') = ''
          AND NOT EXISTS (
            SELECT 1 FROM s3_buckets o WHERE o.account_id = b.account_id AND o.logging_bucket = b.bucket)
      saves: false
      references:
        - AWS Well-Architected COST04-BP03
      examples:
        - name: empty for 31 days
          given: {s3_buckets: [{bucket: old, has_objects: 0, empty_since: 31 days ago, created_at: 400 days ago}]}
          flags: [old]
        - name: empty for 29 days
          given: {s3_buckets: [{bucket: old, has_objects: 0, empty_since: 29 days ago, created_at: 400 days ago}]}
          flags: []
        - name: has objects
          given: {s3_buckets: [{bucket: votes, has_objects: 1, created_at: 400 days ago}]}
          flags: []
        - name: keeps versions, which no listing shows
          given: {s3_buckets: [{bucket: old, has_objects: 0, empty_since: 90 days ago, created_at: 400 days ago, versioning: Enabled}]}
          flags: []
        - name: where another bucket's access log goes
          given:
            s3_buckets:
              - {bucket: logs, has_objects: 0, empty_since: 90 days ago, created_at: 400 days ago}
              - {bucket: votes, has_objects: 1, logging_bucket: logs, created_at: 400 days ago}
          flags: []
      """#
    ),
    (
      "rules/unused/s3-bucket-unfinished-uploads.yaml",
      #"""
      id: s3-bucket-unfinished-uploads
      title: Bucket with uploads that were never finished
      family: unused
      severity: low
      resource: s3_bucket
      rationale: >-
        The parts of an upload that broke off are billed like objects and shown by no listing. A life cycle rule that
        ends them after some days costs nothing and cannot harm. An upload of this week may still go on.
      parameters: {days: 7}
      query: |
        SELECT b.bucket AS resource_id, b.account_id, b.region, min(u.initiated_at) AS since,
          count(*) || ' unfinished, the oldest of ' || date(min(u.initiated_at)) AS message, NULL AS saving
        FROM s3_buckets b
        JOIN s3_bucket_uploads u ON u.account_id = b.account_id AND u.region = b.region AND u.bucket = b.bucket
        WHERE u.initiated_at <= days_ago(:days) AND coalesce(b.lifecycle_upload_rules, 0) = 0
        GROUP BY b.account_id, b.region, b.bucket
      references:
        - https://docs.aws.amazon.com/AmazonS3/latest/userguide/mpu-abort-incomplete-mpu-lifecycle-config.html
        - AWS Well-Architected COST04-BP05
      examples:
        - name: begun eight days ago
          given:
            s3_buckets: [{bucket: votes, lifecycle_upload_rules: 0}]
            s3_bucket_uploads: [{bucket: votes, key: dump, initiated_at: 8 days ago}]
          flags: [votes]
        - name: begun six days ago
          given:
            s3_buckets: [{bucket: votes, lifecycle_upload_rules: 0}]
            s3_bucket_uploads: [{bucket: votes, key: dump, initiated_at: 6 days ago}]
          flags: []
        - name: no uploads
          given: {s3_buckets: [{bucket: votes, lifecycle_upload_rules: 0}]}
          flags: []
        - name: a life cycle rule will end it
          given:
            s3_buckets: [{bucket: votes, lifecycle_upload_rules: 1}]
            s3_bucket_uploads: [{bucket: votes, key: dump, initiated_at: 8 days ago}]
          flags: []
      """#
    ),
    (
      "rules/unused/secret-unused.yaml",
      #"""
      id: secret-unused
      title: Secret that nobody has read for 90 days
      family: unused
      severity: low
      resource: secret
      rationale: >-
        A secret costs a little every month and is a key that lies around. AWS tells the day on which it was read last.
        One for an emergency is never read: except it. Secrets that a service manages go with the service, and a copy in
        another region is read only when the first fails.
      parameters: {days: 90}
      query: |
        SELECT secret AS resource_id, account_id, region,
          CASE WHEN accessed_at IS NULL THEN 'never read since it was made on ' || date(created_at)
            ELSE 'read last on ' || date(accessed_at) END AS message
        FROM secrets
        WHERE deleted_at IS NULL AND owning_service IS NULL AND created_at <= days_ago(:days)
          AND coalesce(accessed_at, '') <= days_ago(:days)
          AND coalesce(primary_region, region) = region
      cleanup: {action: delete-secret, retention_days: 14}
      references:
        - AWS Foundational Security Best Practices SecretsManager.3
      examples:
        - name: read 91 days ago
          given: {secrets: [{secret: db, created_at: 400 days ago, accessed_at: 91 days ago}]}
          flags: [db]
        - name: read 89 days ago
          given: {secrets: [{secret: db, created_at: 400 days ago, accessed_at: 89 days ago}]}
          flags: []
        - name: never read
          given:
            secrets:
              - {secret: old, created_at: 400 days ago}
              - {secret: young, created_at: 4 days ago}
          flags: [old]
        - name: of a service, of another region, and one that waits for its deletion
          given:
            secrets:
              - {secret: "rds!db-1", created_at: 400 days ago, owning_service: rds}
              - {secret: replica, created_at: 400 days ago, primary_region: ap-south-1}
              - {secret: going, created_at: 400 days ago, deleted_at: 3 days ago}
          flags: []
      """#
    ),
    (
      "rules/unused/security-group-unused.yaml",
      #"""
      id: security-group-unused
      title: Security group that nothing has
      family: unused
      severity: low
      resource: security_group
      rationale: >-
        A security group nobody has costs nothing until somebody picks it for its name and opens what it opens. One that
        another group's rules name, that a launch template will give to the next instance, or that a database or a
        function holds without an interface at the moment, is in use. Default groups cannot be deleted.
      parameters: {days: 30}
      query: |
        WITH used AS (
          SELECT n.account_id, n.region, g.value AS id FROM network_interfaces n, json_each(n.security_groups) g
          UNION SELECT i.account_id, i.region, g.value FROM instances i, json_each(i.security_groups) g
          UNION SELECT account_id, region, peer_group_id FROM security_group_rules WHERE peer_group_id <> security_group_id
          UNION SELECT c.account_id, c.region, g.value FROM launch_configurations c, json_each(c.security_groups) g
          UNION SELECT t.account_id, t.region, g.value FROM launch_template_versions t, json_each(t.security_groups) g
          UNION SELECT t.account_id, t.region, g.value FROM launch_template_versions t, json_each(t.interface_security_groups) g
          UNION SELECT d.account_id, d.region, g.value FROM rds_instances d, json_each(d.security_groups) g
          UNION SELECT b.account_id, b.region, g.value FROM load_balancers b, json_each(b.security_groups) g
          UNION SELECT f.account_id, f.region, g.value FROM lambda_functions f, json_each(f.security_groups) g
        )
        SELECT s.security_group_id AS resource_id, s.account_id, s.region,
          coalesce(s.name || ', ', '') || 'seen since ' || date(s.first_seen) || ', held by nothing' AS message
        FROM security_groups s LEFT JOIN used u
          ON u.account_id = s.account_id AND u.region = s.region AND u.id = s.security_group_id
        WHERE u.id IS NULL AND s.name <> 'default' AND s.first_seen <= days_ago(:days)
          AND NOT has_tag(s.tags, 'kubernetes.io/cluster/*', 'elasticbeanstalk:*', 'aws:elasticmapreduce:*')
      saves: false
      cleanup: {action: delete-security-group, retention_days: 14}
      references:
        - AWS Foundational Security Best Practices EC2.22
      examples:
        - name: known for 31 days, held by nothing
          given: {security_groups: [{security_group_id: sg-1, name: old-web, first_seen: 31 days ago}]}
          flags: [sg-1]
        - name: known for 29 days
          given: {security_groups: [{security_group_id: sg-1, name: new-web, first_seen: 29 days ago}]}
          flags: []
        - name: held by an interface, named by another group, given by a template
          given:
            security_groups:
              - {security_group_id: sg-1, name: web, first_seen: 90 days ago}
              - {security_group_id: sg-2, name: clients, first_seen: 90 days ago}
              - {security_group_id: sg-3, name: workers, first_seen: 90 days ago}
            network_interfaces: [{network_interface_id: eni-1, security_groups: [sg-1]}]
            security_group_rules: [{security_group_id: sg-1, direction: ingress, peer_group_id: sg-2}]
            launch_template_versions: [{launch_template_id: lt-1, version: 1, interface_security_groups: [sg-3]}]
          flags: []
        - name: only its own rule names it
          given:
            security_groups: [{security_group_id: sg-1, name: mesh, first_seen: 90 days ago}]
            security_group_rules: [{security_group_id: sg-1, direction: ingress, peer_group_id: sg-1}]
          flags: [sg-1]
        - name: a VPC's default group, and a cluster's
          given:
            security_groups:
              - {security_group_id: sg-1, name: default, first_seen: 90 days ago}
              - {security_group_id: sg-2, name: k8s-elb, first_seen: 90 days ago, tags: {"kubernetes.io/cluster/main": owned}}
          flags: []
        - name: held only by a version of a template that is not the default
          given:
            security_groups: [{security_group_id: sg-1, name: web, first_seen: 90 days ago}]
            launch_template_versions: [{launch_template_id: lt-1, version: 1, is_default: false, security_groups: [sg-1]}]
          flags: []
      """#
    ),
    (
      "rules/unused/target-group-unused.yaml",
      #"""
      id: target-group-unused
      title: Target group that no load balancer sends anything to
      family: unused
      severity: low
      resource: target_group
      rationale: >-
        A target group costs nothing and confuses: it is what a load balancer leaves when it goes, and where the next
        deployment registers its instances by mistake. A blue/green deployment keeps one idle on purpose, and a listener
        rule may name it: AWS then lists its load balancer.
      parameters: {days: 7}
      query: |
        SELECT t.target_group AS resource_id, t.account_id, t.region, t.unchanged_since AS since,
          'no load balancer since ' || date(t.unchanged_since) AS message
        FROM target_groups t
        WHERE coalesce(t.load_balancer_arns, '[]') = '[]' AND t.unchanged_since <= days_ago(:days)
          AND NOT EXISTS (
            SELECT 1 FROM auto_scaling_groups g, json_each(g.target_group_arns) a
            WHERE g.account_id = t.account_id AND g.region = t.region AND a.value = t.arn)
          AND NOT EXISTS (
            SELECT 1 FROM ecs_services s, json_each(s.target_group_arns) a
            WHERE s.account_id = t.account_id AND s.region = t.region AND a.value = t.arn)
      saves: false
      cleanup: {action: delete-target-group, retention_days: 7}
      references:
        - AWS Well-Architected COST04-BP03
      examples:
        - name: without a load balancer for eight days
          given: {target_groups: [{target_group: web, load_balancer_arns: [], unchanged_since: 8 days ago}]}
          flags: [web]
        - name: without one for six days
          given: {target_groups: [{target_group: web, load_balancer_arns: [], unchanged_since: 6 days ago}]}
          flags: []
        - name: a load balancer has it
          given: {target_groups: [{target_group: web, load_balancer_arns: ["arn:lb"], unchanged_since: 90 days ago}]}
          flags: []
        - name: a group registers its instances in it, a service its tasks
          given:
            target_groups:
              - {target_group: web, arn: "arn:web", load_balancer_arns: [], unchanged_since: 90 days ago}
              - {target_group: api, arn: "arn:api", load_balancer_arns: [], unchanged_since: 90 days ago}
            auto_scaling_groups: [{auto_scaling_group: web, target_group_arns: ["arn:web"]}]
            ecs_services: [{ecs_service: main/api, target_group_arns: ["arn:api"]}]
          flags: []
      """#
    ),
    (
      "rules/unused/worker-forgot-to-stop.yaml",
      #"""
      id: worker-forgot-to-stop
      title: Daily worker that runs beyond its usual hours
      family: unused
      severity: medium
      resource: instance
      rationale: >-
        A machine that is started for its work each day and stopped after it tells its habit in the bill: so many hours
        a day. When the stop fails it runs day and night, and every check finds it in use. What runs always has no such
        habit. An instance that is replaced each day has a new id each time, and is its group's matter.
      parameters: {usual: 16, days: 2}
      costs:
        hours:
          by: {account_id: account, region: region, resource_id: resource_id}
          per: day
          days: 30
          least_days: 14
          gives: [hours]
          where: [charge_category=Usage, "usage_type~BoxUsage:"]
      query: |
        WITH days AS (
          SELECT account_id, region, resource_id, days_back, sum(hours) AS hours
          FROM hours WHERE resource_id IS NOT NULL GROUP BY account_id, region, resource_id, days_back
        ),
        ranked AS (
          SELECT account_id, region, resource_id, hours,
            row_number() OVER (PARTITION BY account_id, region, resource_id ORDER BY hours) AS place,
            count(*) OVER (PARTITION BY account_id, region, resource_id) AS days
          FROM days WHERE days_back > :days AND hours > 0
        ),
        habit AS (
          SELECT account_id, region, resource_id, hours AS usual FROM ranked WHERE place = (days + 1) / 2 AND days >= 5
        )
        SELECT d.resource_id, d.account_id, coalesce(d.region, 'global') AS region,
          'ran all 24 hours on each of the last ' || :days || ' days, where ' || h.usual || ' are usual' AS message
        FROM days d JOIN habit h
          ON h.account_id = d.account_id AND h.region IS d.region AND h.resource_id = d.resource_id
        -- The newest day may not be over.
        WHERE d.days_back BETWEEN 1 AND :days AND d.hours = 24 AND h.usual <= :usual
        GROUP BY d.account_id, d.region, d.resource_id
        HAVING count(*) = :days
      cleanup: {action: stop-instance, retention_days: 1}
      references:
        - Cloud Custodian off-hours policy
      examples:
        - name: eight hours a day, and then all day
          given:
            hours:
              - {resource_id: i-1, hours: 8, days_back: 29..3}
              - {resource_id: i-1, hours: 24, days_back: 2..0}
          flags: [i-1]
        - name: one day only
          given:
            hours:
              - {resource_id: i-1, hours: 8, days_back: 29..2}
              - {resource_id: i-1, hours: 24, days_back: 1..0}
          flags: []
        - name: runs always
          given: {hours: [{resource_id: i-1, hours: 24, days_back: 29..0}]}
          flags: []
        - name: started three days ago, with no habit yet
          given: {hours: [{resource_id: i-1, hours: 24, days_back: 2..0}]}
          flags: []
        - name: keeps its hours
          given: {hours: [{resource_id: i-1, hours: 8, days_back: 29..0}]}
          flags: []
      """#
    ),
  ]
}

extension ResourceCatalog {
  static let network = [
    address, networkInterface, vpc, subnet, zone, routeTable, natGateway, internetGateway, vpcEndpoint,
    securityGroup,
  ]

  private static let address = ResourceType(
    "address", table: "addresses", call: "ec2.describe-addresses", items: "Addresses[]", id: "AllocationId",
    idColumn: "allocation_id", arn: .pattern("arn:aws:ec2:{region}:{account}:elastic-ip/{id}"),
    columns: [
      .text("public_ip", "PublicIp"),
      .text("association_id", "AssociationId"),
      .text("instance_id", "InstanceId"),
      .text("network_interface_id", "NetworkInterfaceId"),
      .text("private_ip", "PrivateIpAddress"),
      .text("service_managed", "ServiceManaged"),
    ],
    since: [Since("unassociated_since", when: .absent("association_id"))])

  private static let networkInterface = ResourceType(
    "network_interface", table: "network_interfaces", call: "ec2.describe-network-interfaces",
    items: "NetworkInterfaces[]", id: "NetworkInterfaceId", idColumn: "network_interface_id",
    arn: .pattern("arn:aws:ec2:{region}:{account}:network-interface/{id}"), tags: .field("TagSet"),
    billed: false,
    columns: [
      .text("state", "Status"),
      .text("kind", "InterfaceType"),
      .text("description", "Description"),
      .text("zone", "AvailabilityZone"),
      .text("subnet_id", "SubnetId"),
      .text("vpc_id", "VpcId"),
      .text("requester_id", "RequesterId"),
      .flag("requester_managed", "RequesterManaged"),
      .text("attachment_id", "Attachment.AttachmentId"),
      .text("instance_id", "Attachment.InstanceId"),
      .text("instance_owner", "Attachment.InstanceOwnerId"),
      .flag("delete_on_termination", "Attachment.DeleteOnTermination"),
      .text("association_id", "Association.AssociationId"),
      .text("allocation_id", "Association.AllocationId"),
      .text("public_ip", "Association.PublicIp"),
      .text("private_ip", "PrivateIpAddress"),
      .list("security_groups", "Groups[].GroupId"),
    ],
    since: [Since("detached_since", when: .equals("state", "available"))])

  private static let vpc = ResourceType(
    "vpc", table: "vpcs", call: "ec2.describe-vpcs", items: "Vpcs[]", id: "VpcId", idColumn: "vpc_id",
    arn: .pattern("arn:aws:ec2:{region}:{account}:vpc/{id}"), ownedBy: "OwnerId", billed: false,
    columns: [
      .text("state", "State"),
      .text("cidr", "CidrBlock"),
      .flag("is_default", "IsDefault"),
      .text("tenancy", "InstanceTenancy"),
    ])

  private static let subnet = ResourceType(
    "subnet", table: "subnets", call: "ec2.describe-subnets", items: "Subnets[]", id: "SubnetId",
    idColumn: "subnet_id", arn: .pattern("arn:aws:ec2:{region}:{account}:subnet/{id}"), billed: false,
    columns: [
      .text("state", "State"),
      .text("vpc_id", "VpcId"),
      .text("zone", "AvailabilityZone"),
      .text("zone_id", "AvailabilityZoneId"),
      .text("cidr", "CidrBlock"),
      .flag("public_addresses", "MapPublicIpOnLaunch"),
      .integer("free_addresses", "AvailableIpAddressCount"),
      .flag("is_default", "DefaultForAz"),
    ])

  private static let zone = ResourceType(
    "zone", table: "zones", call: "ec2.describe-availability-zones", items: "AvailabilityZones[]",
    id: "ZoneName", idColumn: "zone", arn: .pattern("arn:aws:ec2:{region}:{account}:availability-zone/{id}"),
    name: .field("ZoneName"), tags: .none, billed: false,
    columns: [
      .text("zone_id", "ZoneId"),
      .text("kind", "ZoneType"),
      .text("state", "State"),
      .text("opt_in", "OptInStatus"),
      .text("parent_zone", "ParentZoneName"),
    ])

  private static let routeTable = ResourceType(
    "route_table", table: "route_tables", call: "ec2.describe-route-tables", items: "RouteTables[]",
    id: "RouteTableId", idColumn: "route_table_id",
    arn: .pattern("arn:aws:ec2:{region}:{account}:route-table/{id}"), ownedBy: "OwnerId", billed: false,
    columns: [
      .text("vpc_id", "VpcId"),
      .count("main_associations", "Associations[Main=true]"),
      .list("subnet_ids", "Associations[].SubnetId"),
    ],
    parts: [
      Part(
        table: "route_table_routes", items: "Routes[]", parent: "route_table_id",
        columns: [
          .text("destination", "DestinationCidrBlock"),
          .text("destination_ipv6", "DestinationIpv6CidrBlock"),
          .text("destination_prefix_list", "DestinationPrefixListId"),
          .text("gateway_id", "GatewayId"),
          .text("nat_gateway_id", "NatGatewayId"),
          .text("network_interface_id", "NetworkInterfaceId"),
          .text("instance_id", "InstanceId"),
          .text("transit_gateway_id", "TransitGatewayId"),
          .text("peering_id", "VpcPeeringConnectionId"),
          .text("state", "State"),
          .text("origin", "Origin"),
        ])
    ])

  private static let natGateway = ResourceType(
    "nat_gateway", table: "nat_gateways", call: "ec2.describe-nat-gateways", items: "NatGateways[]",
    id: "NatGatewayId", idColumn: "nat_gateway_id",
    arn: .pattern("arn:aws:ec2:{region}:{account}:natgateway/{id}"),
    columns: [
      .text("state", "State"),
      .text("subnet_id", "SubnetId"),
      .text("vpc_id", "VpcId"),
      .text("connectivity", "ConnectivityType"),
      .list("allocation_ids", "NatGatewayAddresses[].AllocationId"),
      .list("network_interface_ids", "NatGatewayAddresses[].NetworkInterfaceId"),
      .time("created_at", "CreateTime"),
      .time("deleted_at", "DeleteTime"),
    ])

  private static let internetGateway = ResourceType(
    "internet_gateway", table: "internet_gateways", call: "ec2.describe-internet-gateways",
    items: "InternetGateways[]", id: "InternetGatewayId", idColumn: "internet_gateway_id",
    arn: .pattern("arn:aws:ec2:{region}:{account}:internet-gateway/{id}"), ownedBy: "OwnerId", billed: false,
    columns: [
      .list("vpc_ids", "Attachments[].VpcId"),
      .count("attachments", "Attachments[]"),
      .text("state", "Attachments[].State"),
    ],
    since: [Since("detached_since", when: .zero("attachments"))])

  private static let vpcEndpoint = ResourceType(
    "vpc_endpoint", table: "vpc_endpoints", call: "ec2.describe-vpc-endpoints", items: "VpcEndpoints[]",
    id: "VpcEndpointId", idColumn: "vpc_endpoint_id",
    arn: .pattern("arn:aws:ec2:{region}:{account}:vpc-endpoint/{id}"),
    columns: [
      .text("state", "State"),
      .text("kind", "VpcEndpointType"),
      .text("service_name", "ServiceName"),
      .text("vpc_id", "VpcId"),
      .list("subnet_ids", "SubnetIds[]"),
      .list("route_table_ids", "RouteTableIds[]"),
      .list("network_interface_ids", "NetworkInterfaceIds[]"),
      .list("security_groups", "Groups[].GroupId"),
      .flag("requester_managed", "RequesterManaged"),
      .time("created_at", "CreationTimestamp"),
    ])

  private static let securityGroup = ResourceType(
    "security_group", table: "security_groups", call: "ec2.describe-security-groups",
    items: "SecurityGroups[]", id: "GroupId", idColumn: "security_group_id",
    arn: .pattern("arn:aws:ec2:{region}:{account}:security-group/{id}"), name: .field("GroupName"),
    ownedBy: "OwnerId", billed: false,
    columns: [
      .text("description", "Description"),
      .text("vpc_id", "VpcId"),
    ],
    parts: [
      Part(
        table: "security_group_rules",
        branches: ["IpRanges[]", "Ipv6Ranges[]", "UserIdGroupPairs[]", "PrefixListIds[]"].flatMap { peers in
          [
            Part.Branch("IpPermissions[].\(peers)", ["direction": "ingress"]),
            Part.Branch("IpPermissionsEgress[].\(peers)", ["direction": "egress"]),
          ]
        },
        parent: "security_group_id",
        columns: [
          .given("direction"),
          .text("protocol", "^.IpProtocol"),
          .integer("from_port", "^.FromPort"),
          .integer("to_port", "^.ToPort"),
          .text("cidr_ipv4", "CidrIp"),
          .text("cidr_ipv6", "CidrIpv6"),
          .text("prefix_list_id", "PrefixListId"),
          .text("peer_group_id", "GroupId"),
          .text("peer_account_id", "UserId"),
          .text("description", "Description"),
        ])
    ])
}

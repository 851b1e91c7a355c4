import Foundation

/// A command `aws` that stands first on the PATH and keeps volumes and snapshots in files, so that what is deleted is
/// gone, and what is made is there.
///
///     let aws = try LivingAWS()
///     try aws.put(volume: "vol-1", "available")
///     try Binary.run(["janitor", "run", …], environment: aws.environment)
public final class LivingAWS: Sendable {
  private let folder: TemporaryFolder

  private static let script = #"""
    #!/bin/sh
    echo "$*" >>"$LIVING_AWS/log"
    [ "$1" = --version ] && { echo "aws-cli/2.15.0 Python/3.11.6"; exit 0; }
    call=$1.$2
    shift 2
    volume= snapshot= tags= filter= physical=
    while [ $# -gt 1 ]; do
      case $1 in
        --volume-ids | --volume-id) volume=$2 ;;
        --snapshot-ids | --snapshot-id) snapshot=$2 ;;
        --tag-specifications) tags=$2 ;;
        --filters) filter=$2 ;;
        --physical-resource-id) physical=$2 ;;
        --availability-zone) zone=$2 ;;
        --size) size=$2 ;;
      esac
      shift
    done
    refuse() {
      printf '\nAn error occurred (%s) when calling the operation: %s\n' "$1" "$2" >&2
      exit 254
    }
    # The things of a folder, or one of them, or those that carry a tag.
    list() {
      [ -z "$3" ] || [ -e "$LIVING_AWS/$1/$3" ] || refuse "$4" "there is none"
      printf '{"%s": [' "$2"
      between=
      for file in "$LIVING_AWS/$1"/${3:-*}; do
        [ -e "$file" ] || continue
        [ -z "$filter" ] || grep -q "\"${filter##*,Values=}\"" "$file" || continue
        printf '%s' "$between"
        cat "$file"
        between=,
      done
      printf ']}\n'
    }
    number() { n=$(($(cat "$LIVING_AWS/number" 2>/dev/null || echo 0) + 1)); echo $n >"$LIVING_AWS/number"; echo $n; }
    case $call in
      sts.get-caller-identity) echo '{"Account": "111111111111", "Arn": "arn:aws:iam::111111111111:user/a"}' ;;
      cloudformation.describe-stack-resources) refuse ValidationError "Stack for $physical does not exist" ;;
      cloudwatch.get-metric-data)
        echo '{"MetricDataResults": [{"Id": "m0", "Values": [], "StatusCode": "Complete"},'
        echo '{"Id": "m1", "Values": [], "StatusCode": "Complete"}]}' ;;
      ec2.describe-volumes) list volumes Volumes "$volume" InvalidVolume.NotFound ;;
      ec2.describe-snapshots) list snapshots Snapshots "$snapshot" InvalidSnapshot.NotFound ;;
      ec2.describe-snapshot-attribute) echo "{\"SnapshotId\": \"$snapshot\", \"CreateVolumePermissions\": []}" ;;
      ec2.describe-images) echo '{"Images": []}' ;;
      ec2.create-snapshot)
        id=snap-$(number)
        list=$(echo "$tags" | sed 's/.*Tags=\[//; s/\]$//; s/{Key=/{"Key": "/g; s/,Value=/", "Value": "/g; s/}/"}/g')
        echo "{\"SnapshotId\": \"$id\", \"VolumeId\": \"$volume\", \"State\": \"completed\", \"Tags\": [$list]," \
          '"OwnerId": "111111111111", "StartTime": "2025-11-01T00:00:00Z"}' >"$LIVING_AWS/snapshots/$id"
        cat "$LIVING_AWS/snapshots/$id" ;;
      ec2.delete-snapshot)
        [ -e "$LIVING_AWS/snapshots/$snapshot" ] || refuse InvalidSnapshot.NotFound "there is none"
        rm "$LIVING_AWS/snapshots/$snapshot" ;;
      ec2.delete-volume)
        [ -e "$LIVING_AWS/volumes/$volume" ] || refuse InvalidVolume.NotFound "there is none"
        rm "$LIVING_AWS/volumes/$volume" ;;
      ec2.create-volume)
        id=vol-again$(number)
        echo "{\"VolumeId\": \"$id\", \"State\": \"available\", \"Size\": ${size:-1}, \"AvailabilityZone\": \"$zone\"," \
          "\"SnapshotId\": \"$snapshot\", \"CreateTime\": \"2025-11-20T00:00:00Z\", \"Tags\": []}" \
          >"$LIVING_AWS/volumes/$id"
        cat "$LIVING_AWS/volumes/$id" ;;
      *) echo "no answer to $call" >&2; exit 2 ;;
    esac
    """#

  public init() throws {
    folder = try TemporaryFolder()
    let path = try folder.write("bin/aws", Self.script)
    try FileManager.default.setAttributes([.posixPermissions: 0o755], ofItemAtPath: path)
    try folder.write("log", "")
    for kind in ["volumes", "snapshots"] {
      try FileManager.default.createDirectory(
        atPath: folder.path(kind), withIntermediateDirectories: true)
    }
  }

  /// What a program needs to find it, beside what it has; no call can go elsewhere than to this machine.
  public var environment: [String: String] {
    let path = ProcessInfo.processInfo.environment["PATH"] ?? "/usr/bin:/bin"
    return [
      "PATH": "\(folder.path)/bin:\(path)", "LIVING_AWS": folder.path,
      "AWS_ENDPOINT_URL": "http://127.0.0.1:9",
    ]
  }

  /// Makes a volume of 8 GiB, or gives it another state or tags.
  public func put(volume id: String, _ state: String, tags: [String: String] = [:]) throws {
    let list = tags.sorted { $0.key < $1.key }.map { #"{"Key": "\#($0.key)", "Value": "\#($0.value)"}"# }
    try folder.write(
      "volumes/\(id)",
      """
      {"VolumeId": "\(id)", "State": "\(state)", "Size": 8, "VolumeType": "gp3", "AvailabilityZone": "us-east-1a",
      "CreateTime": "2025-01-05T09:00:00Z", "Attachments": [], "Tags": [\(list.joined(separator: ", "))]}

      """)
  }

  /// The ids that there are of `volumes` or `snapshots`.
  public func ids(_ kind: String) throws -> [String] {
    try FileManager.default.contentsOfDirectory(atPath: folder.path(kind)).sorted()
  }

  /// The calls so far that change something, as `ec2 delete-volume`.
  public func changes() throws -> [String] {
    String(decoding: try folder.bytes("log"), as: UTF8.self).split(separator: "\n").compactMap { line in
      let words = line.split(separator: " ").prefix(2)
      guard let verb = words.last, ["create-", "delete-"].contains(where: verb.hasPrefix) else { return nil }
      return words.joined(separator: " ")
    }
  }
}

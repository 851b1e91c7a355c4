import Listings
import Collector
import TestSupport
import Testing

@testable import tarsier

/// What a collection shows on a terminal while it runs.
@Suite("Progress of a collection")
struct CollectionProgressTests {
  private func call(_ name: String, failure: String? = nil) -> CollectionEvent {
    .call(CollectedCall(account: "111111111111", region: "eu-west-1", call: name, failure: failure))
  }

  @Test func countsCallsAndTellsEachRegion() {
    var state = CollectionProgress.State()
    #expect(CollectionProgress.text(.places(2), &state, width: 80).isEmpty)
    #expect(
      CollectionProgress.text(call("ec2.describe-volumes"), &state, width: 80)
        == "\r\u{1B}[K0 of 2 regions, 1 calls: 111111111111/eu-west-1 ec2.describe-volumes")
    _ = CollectionProgress.text(call("ec2.describe-vpcs", failure: "AccessDenied"), &state, width: 80)
    #expect(
      CollectionProgress.text(.place(account: "111111111111", region: "eu-west-1"), &state, width: 80)
        == "\r\u{1B}[K111111111111/eu-west-1: 2 calls, 1 of them not whole\n")
    #expect(
      CollectionProgress.text(call("ec2.describe-volumes"), &state, width: 80)
        .hasPrefix("\r\u{1B}[K1 of 2 regions, 3 calls"))
  }

  @Test func aLineThatMovesNeverWraps() {
    var state = CollectionProgress.State()
    let text = CollectionProgress.text(
      call("elasticache.describe-replication-groups"), &state, width: 60)
    #expect(displayWidth(of: String(text.dropFirst(4))) == 59)
  }

  @Test("on a terminal, and nothing in a pipe") func onATerminal() throws {
    let folder = try TemporaryFolder()
    let aws = try StubAWS()
    try aws.answer("ec2.describe-volumes", #"{"Volumes": []}"#)
    let script = """
      import os, pty, sys
      # A python that comes through a shim may stand before the stub by now.
      os.environ['PATH'] = os.environ['STUB_AWS'] + '/bin:' + os.environ['PATH']
      process, terminal = pty.fork()
      if process == 0:
          os.execv(sys.argv[1], [sys.argv[1], 'inventory', 'collect', '--region', 'eu-west-1', '--type', 'ebs_volume',
              '--ledger', 'l.sqlite'])
      shown = b''
      while True:
          try: part = os.read(terminal, 65536)
          except OSError: break
          if not part: break
          shown += part
      status = os.waitpid(process, 0)[1]
      print(status, '111111111111/eu-west-1 ec2.describe-volumes' in shown.decode(),
          '111111111111/eu-west-1: ' in shown.decode(), shown.decode()[-400:] if status else '')
      """
    let environment = aws.environment.merging(["COLUMNS": "120"]) { $1 }
    let shown = try Program.run(
      "python3", ["-c", script, Binary.path], environment: environment, in: folder.path)
    #expect(shown.out == "0 True True \n", "\(shown.out) \(shown.err)")
    let piped = try Binary.run(
      ["inventory", "collect", "--region", "eu-west-1", "--type", "ebs_volume", "--ledger", "m.sqlite"],
      environment: environment, in: folder.path)
    #expect(piped.status == 0 && !piped.err.contains("\r"))
    #expect(try aws.log().contains { $0.hasPrefix("ec2 describe-volumes") })
  }
}

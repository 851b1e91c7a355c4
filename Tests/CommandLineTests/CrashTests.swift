import Foundation
import TestSupport
import Testing

/// A ledger in the hands of processes that die, meet, or read what somebody else writes.
@Suite("Crashes")
struct CrashTests {
  private let bills: BillFolder

  init() throws {
    bills = try BillFolder()
    let hours = (0..<700).map { "0.\($0)" }
    try bills.write("first.csv", (0..<4).map { ("Service \($0)", hours) })
    try bills.write("second.csv", (0..<6).map { ("Service \($0)", hours.map { $0 + "1" }) })
  }

  private func python(_ script: String) throws -> String {
    let prelude = """
      import os, random, shutil, sqlite3, subprocess, sys, time
      tarsier = sys.argv[1]
      def start(*arguments):
          return subprocess.Popen([tarsier, *arguments, '--ledger', 'l.sqlite'], stdout=subprocess.PIPE,
                                  stderr=subprocess.PIPE, text=True)
      def state():
          ledger = sqlite3.connect('l.sqlite')
          sound = ledger.execute('PRAGMA integrity_check').fetchall() == [('ok',)]
          sound = sound and not ledger.execute('PRAGMA foreign_key_check').fetchall()
          tables = ['bill', 'bill_total', 'bill_file', 'delivery', 'delivery_total', 'delivery_service', 'combination']
          rows = [ledger.execute(f'SELECT * FROM {table}').fetchall() for table in tables]
          rows = [[[v for v in row if not str(v).endswith('Z')] for row in table] for table in rows]
          rows.append(ledger.execute('SELECT sum(n), sum(length(billed)), count(*) FROM series').fetchall())
          ledger.close()
          return sound, rows

      """
    let result = try Program.run("python3", ["-c", prelude + script, Binary.path], in: bills.folder.path)
    #expect(result.status == 0, "\(result.err)")
    return result.out
  }

  @Test("kill -9 at thirty moments of an import leaves the bill of before or of after")
  func kills() throws {
    let out = try python(
      """
      assert start('import', 'first.csv').wait() == 0
      before = state()
      shutil.copy('l.sqlite', 'before.sqlite')
      begin = time.monotonic()
      assert start('import', 'second.csv').wait() == 0
      seconds = time.monotonic() - begin
      after = state()
      assert before[0] and after[0] and before != after
      chance = random.Random(7)
      seen = {'before': 0, 'after': 0, 'broken': 0}
      killed = 0
      for _ in range(30):
          for end in ['', '-wal', '-shm']:
              if os.path.exists('l.sqlite' + end): os.remove('l.sqlite' + end)
          shutil.copy('before.sqlite', 'l.sqlite')
          process = start('import', 'second.csv')
          time.sleep(chance.uniform(0, seconds * 1.1))
          process.kill()
          process.communicate()
          killed += process.returncode == -9
          now = state()
          seen['before' if now == before else 'after' if now == after else 'broken'] += 1
      print(seen['broken'], killed > 10, seen['before'] > 0)
      """)
    #expect(out == "0 True True\n")
  }

  @Test("two imports of one bill at once: one after the other, or the second is told to wait")
  func twoImports() throws {
    let out = try python(
      """
      for _ in range(5):
          processes = [start('import', name, '--replace') for name in ['first.csv', 'second.csv']]
          for process in processes:
              error = process.communicate()[1]
              assert process.returncode == 0 or 'another tarsier is writing to this ledger' in error, error
          assert state()[0]
          verified = start('bills', 'verify')
          error = verified.communicate()[1]
          assert verified.returncode == 0, error
      print('sound')
      """)
    #expect(out == "sound\n")
  }

  @Test func aFileThatIsWrittenWhileItIsRead() throws {
    let out = try python(
      """
      assert start('import', 'first.csv').wait() == 0
      before = state()
      row = open('second.csv').readlines()[-1]
      process = start('import', 'second.csv')
      with open('second.csv', 'a') as file:
          while process.poll() is None:
              file.write(row)
              file.flush()
              time.sleep(0.001)
      print(process.returncode, process.communicate()[1], end='')
      assert state() == before
      """)
    #expect(
      out
        == "1 error: second.csv: changed while it was read; wait until it is written as a whole and import it again; "
        + "nothing was imported\n")
  }
}

internal import Listings
internal import Allocation
internal import ArgumentParser
internal import Billing
internal import Ledger

extension Bills {
  /// `tarsier bills reconcile`.
  struct Reconcile: ParsableCommand {
    static let configuration = CommandConfiguration(
      commandName: "reconcile", abstract: "Holds invoices against the bills, to the cent.",
      discussion: """
        Takes one invoice from the options, or those of the settings' invoices: a CSV file with the columns \
        issuer, invoice, amount and currency. The difference is what the bills have beyond the invoice. Within \
        tolerance is at most one unit of the currency, or half a cent times the square root of the charges, \
        whichever is more (FOCUS 1.4). Exits with 1 where an invoice is different.
        """)

    @OptionGroup var globals: GlobalOptions
    @OptionGroup var output: OutputOptions

    @Option(help: "Who issued it, as in the bill's invoice_issuer; any issuer without.")
    var issuer: String?

    @Option(help: ArgumentHelp("Its number.", valueName: "id"))
    var invoice: String?

    @Option(help: "What it asks for, such as 1234.56.", transform: amountOption)
    var amount: Amount?

    @Option(help: "Its currency, such as USD.")
    var currency: String?

    func validate() throws {
      let count = [invoice != nil, amount != nil, currency != nil].count { $0 }
      if count == 0, issuer == nil { return }
      guard count == 3 else {
        throw ValidationError("an invoice needs --invoice, --amount and --currency; write all three")
      }
    }

    func run() throws {
      let invoices = try invoices()
      let ledger = try Ledger.reading(globals.ledgerPath)
      let results = try ledger.reconcile(invoices)
      var listing = Listing([
        .init("issuer", detail: 3), .init("invoice"), .init("charges", .count, detail: 2),
        .init("billed_cost", .money), .init("invoice_amount", .money), .init("difference", .money),
        .init("tolerance", .money, detail: 4), .init("currency"), .init("status"),
        .init("usage", .money, detail: 9), .init("purchase", .money, detail: 8),
        .init("tax", .money, detail: 5), .init("credit", .money, detail: 5),
        .init("adjustment", .money, detail: 6), .init("not_invoiced", .money, detail: 7),
      ])
      listing.rows = Listing.Rows(results) { result in
        [
          .init(result.invoice.issuer), .text(result.invoice.number), .count(result.charges),
          .amount(result.billed), .amount(result.invoice.amount), .amount(result.difference),
          .amount(result.tolerance), .text(result.invoice.currency), .text(result.verdict.rawValue),
        ]
          + ["Usage", "Purchase", "Tax", "Credit", "Adjustment"].map {
            .amount(result.categories[$0] ?? .zero)
          }
          + [.amount(result.notInvoiced)]
      }
      for result in results {
        let number = result.invoice.number
        if result.charges == 0 {
          let known = try ledger.issuers(of: number).joined(separator: ", ")
          listing.notes.append(
            "invoice \(number): no charge is on it"
              + (known.isEmpty ? "" : " by that issuer; the bills have \(known)"))
        } else if let explanation = result.explanation {
          listing.notes.append("invoice \(number): the difference is \(explanation)")
        }
      }
      try output.show(listing)
      if results.contains(where: { $0.verdict == .different }) { throw ExitCode(1) }
    }

    private func invoices() throws -> [Invoice] {
      if let invoice, let amount, let currency {
        return [Invoice(issuer: issuer, number: invoice, amount: amount, currency: currency)]
      }
      guard let file = try SettingsFile.read(globals.configPath).invoices else {
        throw Problem(
          globals.configPath ?? "tarsier.yaml", "names no invoices",
          remedy:
            "give one with --issuer, --invoice, --amount and --currency, or write invoices: FILE.csv there")
      }
      return try InvoiceFile.read(file)
    }
  }
}

/// For `@Option(transform: amountOption)`.
func amountOption(_ text: String) throws -> Amount {
  guard let amount = Amount(text), amount.scale <= Amount.maximumScale else {
    throw ValidationError("is no amount; write one like 1234.56")
  }
  return amount
}

/// One figure at the top of a page with its name, and where it leads.
struct Fact {
  var name: String
  var value: String
  var detail: String?
  var link: String?
}

public enum TransactionControl: Sendable, Hashable { case begin, commit(chain: Bool), rollback(chain: Bool), savepoint, release, rollbackToSavepoint, prepareTransaction, commitPrepared, rollbackPrepared }
public enum TransactionRule: Sendable, Hashable { case anywhere, forbidden(reason: String) }
public struct StatementShape: Sendable, Hashable {
  public var command = ""
  public var transactionControl: TransactionControl?
  public var transactionRule = TransactionRule.anywhere
  public var copy: CopyDirection?
  public var target: QualifiedName?
  public var index: QualifiedName?
  public var partition: QualifiedName?
  public var relations: [QualifiedName] = []
  public var isConcurrently = false
}
extension Statement {
  public var shape: StatementShape {
    var s = StatementShape()
    let t = tokens(of: text).map { $0.text.lowercased() }
    guard let f = t.first else { return s }
    s.command = f.uppercased()
    if ["create","drop","alter","discard"].contains(f) {
      let rest = t.dropFirst().filter { !["unique","or","replace"].contains($0) }
      if let w = rest.first { s.command = "\(f) \(w)".uppercased() }
    }
    s.isConcurrently = t.contains("concurrently")
    if s.isConcurrently || ["vacuum"].contains(f) || s.command == "DISCARD ALL" || s.command == "CREATE DATABASE" { s.transactionRule = .forbidden(reason: "it runs outside a transaction only") }
    switch f {
    case "begin", "start": s.transactionControl = .begin
    case "commit", "end": s.transactionControl = .commit(chain: false)
    case "rollback", "abort": s.transactionControl = .rollback(chain: false)
    case "savepoint": s.transactionControl = .savepoint
    case "release": s.transactionControl = .release
    default: break
    }
    if s.command == "CREATE INDEX", let on = t.firstIndex(of: "on") {
      s.index = QualifiedName(name: t[on-1]); s.target = QualifiedName(name: t[on+1])
    }
    if s.command == "DROP INDEX", let last = t.last { s.relations = [QualifiedName(name: last)] }
    return s
  }
}

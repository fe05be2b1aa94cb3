import CLibPQ

/// Owns one connection of libpq, and is used on the thread of its session alone.
///
/// `@unchecked Sendable`, because it is made on that thread before the session exists.
final class Connection: @unchecked Sendable {
    /// nil once closed.
    private(set) var pointer: OpaquePointer?
    let canceller: Canceller
    let notices: NoticeQueue
    let redactor: Redactor

    /// Takes over an open connection.
    init(owning pointer: OpaquePointer, notices: NoticeQueue, redactor: Redactor) {
        self.pointer = pointer
        self.notices = notices
        self.redactor = redactor
        canceller = Canceller(connection: pointer)
        notices.attach(to: pointer)
    }

    deinit {
        close()
    }

    /// Says goodbye to the server and frees the connection.
    func close() {
        if let pointer { PQfinish(pointer) }
        pointer = nil
    }

    var isOpen: Bool {
        guard let pointer else { return false }
        return PQstatus(pointer) == CONNECTION_OK
    }

    /// What libpq says went wrong, for failures that no result of the server describes.
    func failure(_ pointer: OpaquePointer, otherwise code: SessionError.Code) -> SessionError {
        let text = PQerrorMessage(pointer).map { String(cString: $0) } ?? ""
        return SessionError(
            code: PQstatus(pointer) == CONNECTION_OK ? code : .connectionLost,
            message: redactor.redact(text))
    }
}

/// Collects notices in order; used on the thread of the session alone.
final class NoticeQueue {
    var waiting: [Notice] = []
    var handler: (@Sendable (Notice) -> Void)?

    /// Has libpq send the notices of a connection here; the queue must outlive it.
    func attach(to pointer: OpaquePointer) {
        PQsetNoticeReceiver(
            pointer,
            { queue, result in
                guard let queue, let result, let notice = Notice(result) else { return }
                Unmanaged<NoticeQueue>.fromOpaque(queue).takeUnretainedValue().receive(notice)
            }, Unmanaged.passUnretained(self).toOpaque())
    }

    private func receive(_ notice: Notice) {
        if let handler { handler(notice) } else { waiting.append(notice) }
    }
}

/// The version of Tidemark, as printed and as recorded with every event.
public let toolVersion = "0.1.0"

import Catalog
import JSONText

/// An object of a made-up schema.
func object(
    _ kind: ObjectKind, _ name: String, _ properties: JSONValue = [:],
    _ parts: CatalogPart...
) -> CatalogObject {
    CatalogObject(
        name: ObjectName(kind, name), properties: PropertyList(properties.object ?? JSONObject()),
        parts: parts)
}

/// A part of one.
func part(_ kind: PartKind, _ name: String, _ properties: JSONValue = [:]) -> CatalogPart {
    CatalogPart(
        name: PartName(kind, name), properties: PropertyList(properties.object ?? JSONObject()))
}

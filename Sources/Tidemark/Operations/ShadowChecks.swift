public import Migrations
public import PostgresSession
import Proving

extension DoctorCheck {
    /// What `doctor` finds on the server of `--shadow`: whether it can be one, and what commands have left there.
    ///
    /// Reads only. Nothing is thrown: a server that is not reached is a problem.
    public static func shadow(_ connection: ConnectionString) async -> [DoctorCheck] {
        do {
            let survey = try await ShadowSurvey.read(connection)
            return [
                DoctorCheck(name: "shadow", verdict: .ok, detail: survey.words)
            ] + survey.leftovers.map(check)
        } catch let error as ShadowError {
            return [
                DoctorCheck(
                    name: "shadow", verdict: .problem, detail: error.message, remedy: error.remedy)
            ]
        } catch {
            return [DoctorCheck(name: "shadow", verdict: .problem, detail: "\(error)")]
        }
    }

    private static func check(_ leftover: ShadowLeftover) -> DoctorCheck {
        let what = "\(leftover.kind.rawValue) \(leftover.name)"
        guard !leftover.isInUse else {
            return DoctorCheck(name: "shadow", verdict: .ok, detail: "\(what) is in use")
        }
        return DoctorCheck(
            name: "shadow leftover", verdict: .warning,
            detail: "\(what), of a command that was killed",
            remedy: "the next command with this --shadow drops it; or \(leftover.dropping)")
    }
}

// error: may have additional unknown values
import TMForum

func name(of filter: Filter) -> String {
    switch filter {
    case .all, .any, .not: "several"
    case .equals, .compare, .matches, .exists: "one"
    case .anyElement, .path: "a part"
    }
}

import Testing

/// What can be wrong with a store, and the behaviour that is not shown then.
enum StoreFault: String, CaseIterable, Sendable, CustomTestStringConvertible {
    case totalOfPage = "A page holds what its offset and limit say, and its total counts everything"
    case replaceMoves = "Replacing a resource leaves it at its place"
    case halfCommits = "A commit that fails at the last of a thousand changes makes none of them"
    case revisionUnchecked = "A change for another revision than a resource has is refused"
    case checkedThenMade = "No update is lost when 64 tasks count up one resource by its revision"
    case seenInSteps = "A list never shows half of a commit: what moves between two resources is never lost"
    case refusalTakesNumber = "A refused commit takes no number"
    case lastFailureNamed = "The first change that cannot be made is named"
    case previousMissing = "A commit tells what each resource is now and what it was before"
    case documentsRewritten = "Blanks and line ends between the values of a document are kept"
    case feedDropsEmptyCommits = "A feed tells of each commit what the one who made it was told"
    case feedIsShared = "Several readers of one feed get all of it, each for itself"
    case canonicalKeys = "Identifiers that look the same but have other bytes are others"
    case sortWithoutID = "Resources that are alike follow the identifier in their documents, by code points"
    case descendingIsReversed = "What has no value to sort by comes last, in both directions"
    case indexOfCreation = "What was replaced is found under its new values only"
    case cursorOfPresent = "Pages of one cursor are of one moment, whatever is created, replaced and deleted since"
    case keysAtOnceMissing =
        "Several keys are read at once: what is not there is left out, what is repeated counts once"
    case pageOfItsCollection = "A page says which commit it reflects, the last one, of whatever collection that was"
    case pageOfPresentCommit = "A page of a cursor reflects the commit that its first page did"
    case noteNotReturned = "The note of a commit comes back from the commit and from the feed, to the byte"
    case noteNotKept = "A note changes nothing in what a commit does, and goes with a commit that is refused"
    case noteOfAnother = "A commit without a note has none, nor has it the note of another"
    case rangeEndsEarly = "The range of the feed ends with the last commit, and grows with each"
    case rangeOfOldestCommit = "A feed can start at every number of its range, and at none before"
    case batchesOverlap = "A reader in batches misses nothing and gets nothing twice while many tasks commit"
    case batchesTooLarge = "Batches of a feed hold its commits in order, no more than asked for and without a gap"

    /// The behaviour that is not shown.
    var behaviour: String { rawValue }

    var testDescription: String { String(describing: self) }
}

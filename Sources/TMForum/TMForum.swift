// The umbrella: one import for everything that a service needs.
@_exported public import TMFEvents
@_exported public import TMFExchange
@_exported public import TMFJSON
@_exported public import TMFModels
@_exported public import TMFQuery
@_exported public import TMFService
@_exported public import TMFStore

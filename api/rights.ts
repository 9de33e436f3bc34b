import { cafsWhere, conventionsWhere, may, mayOn, reachOf } from '../domain/grants';

/** The check in the code, in one place: a test takes it out here, to see row security stand alone. */
export const rights = { may, mayOn, cafsWhere, conventionsWhere, reachOf };

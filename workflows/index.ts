export { ticket } from './ticket';
export { webhookDelivery } from './webhook';
export { formalNotice } from './formal-notice';
export { subcontractorNotice } from './subcontractor';
export { termination } from './termination';
export { changeOfAdministrator } from './change-of-administrator';
export { plannedStop } from './planned-stop';
export { retention } from './retention';
export { conventionYear, reverseReview } from './reverse-review';

export { ticket } from './ticket';
export { webhookDelivery } from './webhook';
export { formalNotice } from './formal-notice';
export { changeOfAdministrator } from './change-of-administrator';
export { conventionYear, reverseReview } from './reverse-review';

export { ticket } from './ticket';
export { webhookDelivery } from './webhook';

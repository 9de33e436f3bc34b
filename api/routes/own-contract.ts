import { Router } from 'express';
import { statementSections } from '../../domain/contract-statement';
import type { ContractDocument } from '../../domain/contract-terms-types';
import { OwnContractPage } from '../../web/pages/portal/contract';
import { ownContractPath } from '../../web/paths-portal';
import { signedIn } from '../guard';
import { ownConvention } from '../portal/reach';
import { contractOfCaf, visitorOf } from '../portal/shell';
import type { WebTools } from '../tools';

/** The contract of one's own convention in plain French: the very data that executes. */
export function ownContractRoutes(tools: WebTools): Router {
  const router = Router();
  router.get(ownContractPath(':id').replaceAll('%3A', ':'), signedIn(tools, 'visit-portal', async (visit) => {
    const convention = await ownConvention(visit, visit.param('id'));
    const visitor = await visitorOf(visit, 'autre');
    const contract = contractOfCaf(visitor, convention.caf) as ContractDocument;
    visit.show(OwnContractPage({ shell: visitor.shell, convention: { number: convention.number, partner: convention.partner_name }, name: contract.name, version: contract.version, effectiveFrom: contract.effectiveFrom, serviceContract: contract.serviceContract, sections: statementSections(contract) }));
  }));
  return router;
}

import { Icon } from '../../components/icon';
import { Panel } from '../../components/panel';
import { Words } from '../../components/text';
import { conventionAgendaPath, newSubcontractorPath, newTerminationPath, servicesPath, subcontractorPath, terminationPath } from '../../convention-paths';
import { lifePath } from '../../paths-meeting';
import type { RegisterConventionProps } from '../../view/register';

/** What else happens to a convention, each on its own page; its end first, when one is known. */
export function LifePanel({ view: { id, life, state } }: { readonly view: RegisterConventionProps }) {
  if (life === undefined) return null;
  return (
    <Panel title="Vie de la convention">
      <ul class="list mb-0">
        <li>
          <a href={lifePath(id)}>
            <Icon name="calendar" />
            Réunions, bilans et reconduction
          </a>
        </li>
        <li>
          <a href={conventionAgendaPath(id)}>
            <Icon name="calendar" />
            Calendrier
          </a>
        </li>
        <li>
          <a href={servicesPath(id)}>
            <Icon name="key" />
            Ouverture des services et avenants
          </a>
        </li>
        {life.subcontractors.map((one) => (
          <li>
            <a href={subcontractorPath(one.id)}>
              <Icon name="users" />
              <Words text={one.words} />
            </a>
          </li>
        ))}
        {life.mayEnterSubcontractor && state !== 'terminated' && (
          <li>
            <a href={newSubcontractorPath(id)}>
              <Icon name="users" />
              Saisir l’annonce d’un sous-traitant
            </a>
          </li>
        )}
        {life.terminations.map((one) => (
          <li>
            <a href={terminationPath(one.id)}>
              <Icon name="ban" />
              <Words text={one.words} />
            </a>
          </li>
        ))}
        {life.mayTerminate && state !== 'terminated' && !life.terminations.some(({ open }) => open) && (
          <li>
            <a href={newTerminationPath(id)}>
              <Icon name="ban" />
              Saisir une résiliation
            </a>
          </li>
        )}
      </ul>
    </Panel>
  );
}

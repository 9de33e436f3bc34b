import { frenchDateTime, frenchDuration } from '../../../domain/french/dates';
import { Icon } from '../../components/icon';
import { Layout } from '../../components/layout';
import { Empty, Note } from '../../components/note';
import { Panel, Scroll } from '../../components/panel';
import { Words } from '../../components/text';
import { escalationsPath, figuresFilePath, figuresPath, mailChoicesPath, openListPath, ticketPath, unidentifiedPath } from '../../paths';
import type { MorningProps } from '../../view/steering';
import { count } from '../../words/labels';
import { nearDateTime } from '../../words/when';
import { RunningTable } from '../escalations-running';
import { MorningFigs } from './figs';
import { LateJourneys } from './late-journeys';
import { LateTable } from './late-table';
import { DuePanel } from './due-panel';
import { OwedPanel, SpreadPanel, WeeksPanel } from './measures';

/** « Ce matin »: what is late, what falls due, who does not answer, what a person must decide. Every figure opens its list. */
export function MorningPage(props: MorningProps) {
  const { shell, measures } = props;
  const period = { periode: '30-jours' } as const;
  return (
    <Layout shell={shell} title="Ce matin">
      <div class="row-flex mb-3">
        <h1>Ce matin</h1>
        <span class="muted">
          <Words text={frenchDateTime(shell.now, shell.timeZone, { form: 'long' })} />
        </span>
        <span class="ms-auto row-flex">
          <a class="btn btn-light btn-sm" href={mailChoicesPath()}>
            <Icon name="mail" />
            Mes courriels
          </a>
          <a class="btn btn-light btn-sm" href={figuresPath()}>
            <Icon name="chart" />
            Tous les chiffres
          </a>
          <a class="btn btn-light btn-sm" href={figuresFilePath('chiffres.ods', period)}>
            <Icon name="download" />
            Exporter
          </a>
        </span>
      </div>
      <MorningFigs {...props} />
      <div class="cols s24">
        <div class="stack">
          <DuePanel days={props.due} />
          <Climbing {...props} />
          <LateTable {...props} />
          <Waiting {...props} />
        </div>
        <aside class="stack" aria-label="À décider, et les délais">
          <Exhausted {...props} />
          <SpreadPanel measures={measures} title="Délais" aside="30 derniers jours" query={period} />
          <OwedPanel measures={measures} aside="30 derniers jours" />
          <WeeksPanel weeks={props.weeks} now={shell.now} timeZone={shell.timeZone} />
          <LateJourneys {...props} />
        </aside>
      </div>
    </Layout>
  );
}

function Climbing({ climbing, escalated, shell }: MorningProps) {
  const all = escalated.reduce((sum, one) => sum + one.count, 0);
  return (
    <Panel title="Escalades en cours" end={all > climbing.length ? <a href={escalationsPath()}>Toutes les escalades</a> : undefined} flush>
      {climbing.length === 0 ? (
        <Empty icon="checkCircle" title="Aucune escalade en cours.">
          Chaque côté a répondu dans le délai de son contrat.
        </Empty>
      ) : (
        <RunningTable rows={climbing} shell={shell} />
      )}
    </Panel>
  );
}

function Waiting({ waiting, toIdentify, shell }: MorningProps) {
  if (waiting.length === 0) return null;
  const more = toIdentify.count - waiting.length;
  return (
    <Panel title="À identifier" aside="courriels d’expéditeurs inconnus, rien n’est perdu" end={<a href={unidentifiedPath()}>{more > 0 ? `Les ${toIdentify.count}` : 'Décider'}</a>} flush>
      <Scroll label="Expéditeurs à identifier">
        <table class="tb cards">
          <thead>
            <tr>
              {['Expéditeur', 'Objet', 'Attend depuis'].map((heading) => (
                <th scope="col">{heading}</th>
              ))}
            </tr>
          </thead>
          <tbody>
            {waiting.map((mail) => (
              <tr>
                <th scope="row" class="anywhere">
                  {mail.from}
                </th>
                <td>{mail.subject === '' ? <span class="muted">sans objet</span> : <a class="subj" href={unidentifiedPath()}>{mail.subject}</a>}</td>
                <td class="nw">
                  <Words text={`${frenchDuration(mail.openMsWaited)} d’ouverture`} />
                  <div class="small muted">
                    <Words text={nearDateTime(mail.at, shell.now, shell.timeZone)} />
                  </div>
                </td>
              </tr>
            ))}
          </tbody>
        </table>
      </Scroll>
    </Panel>
  );
}

function Exhausted({ exhaustedRows, exhausted, shell }: MorningProps) {
  return (
    <>
      {exhaustedRows.map((row) => (
        <Note tone="stop" icon="flag" title={<Words text="Échelle épuisée : décidez" />}>
          <p class="small">
            <a class="ref" href={ticketPath(row.reference)}>
              {row.reference}
            </a>
            , {row.partner} — {row.side === 'desk' ? 'la Caf' : 'le partenaire'} se tait depuis le <Words text={frenchDateTime(row.since, shell.timeZone, { now: shell.now })} />.{' '}
            <Words text={row.told} />
          </p>
        </Note>
      ))}
      {exhausted > exhaustedRows.length && (
        <p class="small mb-0">
          <a href={openListPath({ quoi: 'epuisees' })}>Les {count(exhausted, 'échelle épuisée', 'échelles épuisées')}</a>
        </p>
      )}
    </>
  );
}

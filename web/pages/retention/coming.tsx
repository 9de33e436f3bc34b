import { frenchDate } from '../../../domain/french/dates';
import { Layout } from '../../components/layout';
import { Empty, Note } from '../../components/note';
import { Panel } from '../../components/panel';
import { Words } from '../../components/text';
import { deskSettingsPath } from '../../settings-paths';
import type { ComingProps } from '../../view/retention';
import { count } from '../../words/labels';
import { Back, Lines } from './erasure';

/** The dry run: what will be over its term within a month. */
export function ComingErasuresPage({ shell, until, desks }: ComingProps) {
  return (
    <Layout shell={shell} title="Ce qui sera effacé">
      <Back />
      <h1 class="mb-1">Ce qui sera effacé d’ici au <Words text={frenchDate(until)} /></h1>
      <p class="muted">Rien n’est effacé par cette page{'\u00a0'}: elle compte, avec les règles mêmes de l’effacement.</p>
      <div class="stack">
        {desks.map((desk) => (
          <Panel title={desk.name} aside={desk.held > 0 ? count(desk.held, 'litige en cours', 'litiges en cours') : undefined} flush>
            {!desk.chosen && (
              <div class="card-body pb-0">
                <Note tone="warn" title="Aucune demande ne sera effacée.">
                  <p class="mb-0">
                    La Caf n’a pas choisi de durée{'\u00a0'}: <a href={deskSettingsPath(desk.caf)}>la choisir</a>.
                  </p>
                </Note>
              </div>
            )}
            {desk.lines.length === 0 ? <Empty icon="checkCircle" title="Rien ne sera effacé.">Aucune durée n’arrive à son terme.</Empty> : <Lines label={`Ce qui sera effacé, ${desk.name}`} lines={desk.lines} />}
          </Panel>
        ))}
      </div>
    </Layout>
  );
}

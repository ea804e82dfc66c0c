// Settings of the library that is open, in sections that have an address each.
import type { ComponentType } from 'react';
import { Link, useParams } from 'wouter';
import type { Settings } from '../../../shared/domain/settings.ts';
import { Failure, Loading } from '../../ui/Loading.tsx';
import { Page } from '../../ui/Page.tsx';
import { BackupsSection } from './BackupsSection.tsx';
import { GeneralSection } from './GeneralSection.tsx';
import { ModelsSection } from './ModelsSection.tsx';
import { PrivacySection } from './PrivacySection.tsx';
import { ProcessingSection } from './ProcessingSection.tsx';
import { RecognitionSection } from './RecognitionSection.tsx';
import classes from './SettingsScreen.module.css';
import { type SettingsForm, useSettings } from './useSettings.ts';

export interface SectionProps extends SettingsForm {
  settings: Settings;
}

const sections: [path: string, name: string, Section: ComponentType<SectionProps>][] = [
  ['general', 'General', GeneralSection],
  ['recognition', 'Recognition', RecognitionSection],
  ['models', 'Models', ModelsSection],
  ['processing', 'Processing', ProcessingSection],
  ['privacy', 'Privacy', PrivacySection],
  ['backups', 'Backups', BackupsSection],
];

export default function SettingsScreen() {
  const { section = 'general' } = useParams<{ section?: string }>();
  const form = useSettings();
  const [, , Section] = sections.find(([path]) => path === section) ?? sections[0]!;
  return (
    <Page title="Settings">
      <div className={classes.split}>
        <nav className={classes.nav} aria-label="Sections">
          {sections.map(([path, name]) => (
            <Link
              key={path}
              href={`/settings/${path}`}
              className={classes.link}
              aria-current={path === section ? 'page' : undefined}
            >
              {name}
            </Link>
          ))}
        </nav>
        <div className={classes.content}>
          {form.error !== null && form.settings === undefined && <Failure error={form.error} />}
          {form.settings === undefined && form.error === null && <Loading />}
          {form.settings !== undefined && <Section {...form} settings={form.settings} />}
        </div>
      </div>
    </Page>
  );
}

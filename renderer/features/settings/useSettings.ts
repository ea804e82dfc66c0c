// Settings are saved as soon as they are changed; what breaks a rule is told beside its field and not sent.
import { useState } from 'react';
import { type Settings, SettingsChange } from '../../../shared/domain/settings.ts';
import { fieldMessages, queryClient, useAct, useCall } from '../../queries.ts';
import { tellError } from '../../ui/tell.ts';

export interface SettingsForm {
  settings: Settings | undefined;
  error: Error | null;
  /** What is wrong with a field, by its name. */
  messages: Partial<Record<keyof Settings, string>>;
  change(changed: SettingsChange): void;
}

export function useSettings(): SettingsForm {
  const { data, error } = useCall('settings.get', {});
  const [messages, setMessages] = useState<SettingsForm['messages']>({});
  const set = useAct('settings.set', {
    quiet: true,
    done: (all) => queryClient.setQueryData(['settings.get', {}], all),
  });
  const change = (changed: SettingsChange) => {
    const fields = Object.keys(changed) as (keyof Settings)[];
    const cleared = { ...messages };
    for (const field of fields) delete cleared[field];
    const read = SettingsChange.safeParse(changed);
    if (!read.success) {
      for (const issue of read.error.issues) cleared[issue.path[0] as keyof Settings] ??= issue.message;
      setMessages(cleared);
      return;
    }
    setMessages(cleared);
    set.mutate(read.data, {
      onError: (refused) => {
        const told = fieldMessages(refused);
        if (Object.keys(told).length === 0) tellError(refused, 'The setting was not saved');
        else setMessages((now) => ({ ...now, ...told }));
      },
    });
  };
  return { settings: data, error, messages, change };
}

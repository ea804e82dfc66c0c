// Says that something was done to the register and offers to undo it there and then.
import { Button } from '@mantine/core';
import { notifications } from '@mantine/notifications';
import { api } from '../../api.ts';
import { tell, tellError } from '../../ui/tell.ts';

/** @param journalId Entry of what was done; it is undone only while it is still the newest one. */
export function tellDone(message: string, journalId: number): void {
  const id = `done:${journalId}`;
  const undo = async () => {
    notifications.hide(id);
    try {
      const { entries } = await api.call('journal.list', { limit: 20 });
      if (entries.find((entry) => !entry.undone)?.id !== journalId)
        return tell('Something else was done since. The journal undoes things one after another, newest first.');
      const entry = await api.call('journal.undo', {});
      tell(`Undone: ${entry.summary}`);
    } catch (error) {
      tellError(error);
    }
  };
  notifications.show({
    id,
    color: 'forest',
    autoClose: 12_000,
    message: (
      <span style={{ display: 'flex', gap: 12, alignItems: 'center', justifyContent: 'space-between' }}>
        {message}
        <Button size="compact-sm" variant="light" flex="none" onClick={() => void undo()}>
          Undo
        </Button>
      </span>
    ),
  });
}

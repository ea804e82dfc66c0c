// Name and place of a new library. The folder follows the name until somebody chooses another.
import { Button, Group, Modal, Stack, TextInput } from '@mantine/core';
import { useState } from 'react';
import { fieldMessages, useAct } from '../../queries.ts';
import { FieldErrors } from '../../ui/FieldErrors.tsx';
import { folderFor, parentOf } from '../../ui/paths.ts';
import { useFolderPicker } from '../../ui/useFolderPicker.tsx';

interface Props {
  suggested: string;
  onClose(): void;
  onCreated(): void;
}

export function CreateLibrary({ suggested, onClose, onCreated }: Props) {
  const [name, setName] = useState('');
  const [parent, setParent] = useState(parentOf(suggested));
  const [typed, setTyped] = useState<string | null>(null);
  const picker = useFolderPicker();
  const begin = useAct('settings.set');
  const create = useAct('library.create', {
    quiet: true,
    done: () => {
      // Camera clocks are mostly set to the time of the place; this computer's zone is the best first guess.
      begin.mutate({ timezone: Intl.DateTimeFormat().resolvedOptions().timeZone });
      onCreated();
    },
  });
  const folder = typed ?? (name.trim() === '' ? suggested : folderFor(name, parent));
  const messages = fieldMessages(create.error);

  const choose = async () => {
    const [chosen] = await picker.pick('Where should the library be?', { start: parent });
    if (chosen === undefined) return;
    setParent(chosen);
    setTyped(null);
    if (name.trim() === '') setTyped(folderFor('Herdbook', chosen));
  };

  return (
    <Modal opened onClose={onClose} title="Create a library" size="lg">
      <form
        onSubmit={(event) => {
          event.preventDefault();
          create.mutate({ folder, ...(name.trim() === '' ? {} : { name: name.trim() }) });
        }}
      >
        <Stack gap="md">
          <TextInput
            label="Name"
            placeholder="Kullaberg 2027"
            data-autofocus
            value={name}
            maxLength={120}
            error={messages.name}
            onChange={(event) => setName(event.currentTarget.value)}
          />
          <Group align="flex-end" gap="xs" wrap="nowrap">
            <TextInput
              flex={1}
              label="Folder"
              description="Photographs, thumbnails and backups will lie here. Choose a disk with room."
              value={folder}
              error={messages.folder}
              onChange={(event) => setTyped(event.currentTarget.value)}
            />
            <Button variant="default" onClick={choose}>
              Choose…
            </Button>
          </Group>
          {create.error !== null && Object.keys(messages).length === 0 && (
            <FieldErrors messages={{ folder: create.error.message }} title="The library was not made" />
          )}
          <Group justify="flex-end" gap="sm">
            <Button variant="default" onClick={onClose}>
              Cancel
            </Button>
            <Button type="submit" loading={create.isPending} disabled={folder.trim() === ''}>
              Create
            </Button>
          </Group>
        </Stack>
      </form>
      {picker.dialog}
    </Modal>
  );
}

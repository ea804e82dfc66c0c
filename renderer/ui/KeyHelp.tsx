// The help sheet (`?`): every key that works on the screen that is open.
import { Modal } from '@mantine/core';
import { useState } from 'react';
import { type KeyBinding, useKeyScopes, useKeys } from '../stores/keys.ts';
import classes from './KeyHelp.module.css';
import { KeyHint } from './KeyHint.tsx';

export function KeyHelp() {
  const [open, setOpen] = useState(false);
  const scopes = useKeyScopes((state) => state.scopes);
  useKeys('Everywhere', [{ keys: ['?', 'Shift+?'], does: 'Show these keys', run: () => setOpen(true) }]);
  return (
    <Modal opened={open} onClose={() => setOpen(false)} title="Keys" size={860}>
      <div className={classes.sheet}>
        {[...scopes].reverse().map(([id, scope]) => (
          <section key={id} className={classes.scope}>
            <h3 className={classes.title}>{scope.title}</h3>
            <dl className={classes.list}>
              {scope.bindings.map((binding) => (
                <Line key={binding.does} binding={binding} />
              ))}
            </dl>
          </section>
        ))}
      </div>
    </Modal>
  );
}

function Line({ binding }: { binding: KeyBinding }) {
  return (
    <>
      <dt className={classes.keys}>
        {[binding.keys]
          .flat()
          .filter((keys) => keys !== 'Shift+?')
          .map((keys) => (
            <KeyHint key={keys} keys={keys} />
          ))}
      </dt>
      <dd className={classes.does}>{binding.does}</dd>
    </>
  );
}

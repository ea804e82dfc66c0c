// Keeps a failure of one screen from taking the window with it: the navigation stays, and the message can be told to somebody.
import { Button } from '@mantine/core';
import { IconMoodSad } from '@tabler/icons-react';
import { Component, type ReactNode } from 'react';
import { EmptyState } from '../ui/EmptyState.tsx';

interface Props {
  /** Another place is another try. */
  place: string;
  children: ReactNode;
}

interface State {
  place: string;
  error: Error | null;
}

export class Boundary extends Component<Props, State> {
  override state: State = { place: this.props.place, error: null };

  static getDerivedStateFromError(error: unknown): Partial<State> {
    return { error: error instanceof Error ? error : new Error(String(error)) };
  }

  static getDerivedStateFromProps(props: Props, state: State): Partial<State> | null {
    return props.place === state.place ? null : { place: props.place, error: null };
  }

  override render(): ReactNode {
    const { error } = this.state;
    if (error === null) return this.props.children;
    return (
      <EmptyState
        icon={<IconMoodSad size={28} stroke={1.5} />}
        title="This screen could not be shown"
        action={
          <Button variant="default" onClick={() => location.reload()}>
            Load the window again
          </Button>
        }
      >
        {error.message}
      </EmptyState>
    );
  }
}

// A screen or list whose answer has not come yet, or has failed with a way to ask again.
import { Alert, Button, Center, Loader } from '@mantine/core';
import { IconAlertTriangle } from '@tabler/icons-react';

export const Loading = () => (
  <Center mih={240} aria-busy>
    <Loader size="sm" type="dots" aria-label="Loading" />
  </Center>
);

export function Failure({ error, again }: { error: Error; again?: () => void }) {
  return (
    <Alert
      color="red"
      variant="light"
      icon={<IconAlertTriangle size={18} />}
      title="This could not be shown"
      role="alert"
    >
      {error.message}
      {again !== undefined && (
        <div>
          <Button mt="sm" size="xs" variant="default" onClick={again}>
            Try again
          </Button>
        </div>
      )}
    </Alert>
  );
}

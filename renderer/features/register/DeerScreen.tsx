// The register of deer.
import { RegisterScreen } from './RegisterScreen.tsx';

export default function DeerScreen() {
  return <RegisterScreen key="deer" species="deer" />;
}

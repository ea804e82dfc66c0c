// The register of horses.
import { RegisterScreen } from './RegisterScreen.tsx';

export default function HorsesScreen() {
  return <RegisterScreen key="horse" species="horse" />;
}

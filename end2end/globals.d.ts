// What tests find in the pages of the foreign host.
import type { KyvsApi } from "../public/kyvs";

declare global {
  const Kyvs: KyvsApi;
}

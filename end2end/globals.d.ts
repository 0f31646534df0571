// What tests find in the pages of the foreign host: the loader's own types.
import type {} from "../public/kyvs.d.ts";

// Who lives in the world of the tests: one service, a hotel, an airline, a provider that was suspended, and a site of ill will.
import { startHost } from "../host/server.mjs";
import { type Keys, type Options, Service } from "./service.ts";
import type { Language } from "./words.ts";

/** A foreign site (see host/). */
export interface Site {
  origin: string;
  /** What forms posted to `/book` and `/return`, and what the site's server said of the result. */
  received: { to: string; fields: Record<string, string>; said: { verified: boolean } }[];
  /** What the hostile page overheard. */
  heard: unknown[];
  use(site: { service: string; siteKey: string; audience?: string }): void;
  close(): Promise<void>;
}

/** The hotel's name in the languages that it has registered one in. */
export const PROVIDER_NAMES = { en: "Hotel Sagar", hi: "होटल सागर", gu: "હોટેલ સાગર" } as const;

/** The hotel's name in a language: its English one where it has registered no other. */
export const providerName = (language: Language): string => PROVIDER_NAMES[language as keyof typeof PROVIDER_NAMES] ?? PROVIDER_NAMES.en;

const AIRLINE_NAMES = { en: "Air Konkan", hi: "एयर कोंकण", gu: "ઍર કોંકણ" } as const;

/** The airline's name in a language. */
export const airlineName = (language: Language): string => AIRLINE_NAMES[language as keyof typeof AIRLINE_NAMES] ?? AIRLINE_NAMES.en;

export interface World {
  service: Service;
  /** Same site as the service, other port; learns the status only. */
  hotel: Site;
  hotelKeys: Keys;
  /** Another site altogether; may learn doses and demographics too. */
  airline: Site;
  airlineKeys: Keys;
  /** Its site key is good, but it may not ask any more. */
  suspendedKeys: Keys;
  /** Registered nowhere. */
  evil: Site;
  stop(): Promise<void>;
}

export async function makeWorld(options: Options = {}): Promise<World> {
  const [hotel, airline, evil] = await Promise.all([
    startHost({ name: "localhost" }), startHost({ name: "127.0.0.1" }), startHost({ name: "127.0.0.1" }),
  ]) as unknown as Site[];
  const service = await Service.prepare(options);
  const hotelKeys = await service.addProvider(
    "--name", PROVIDER_NAMES.en, "--name-hi", PROVIDER_NAMES.hi, "--name-gu", PROVIDER_NAMES.gu, "--origin", hotel.origin,
    "--purpose", "check-in", "--purpose", "booking", "--scope", "status", "--return-url", `${hotel.origin}/return`,
  );
  const airlineKeys = await service.addProvider(
    "--name", AIRLINE_NAMES.en, "--name-hi", AIRLINE_NAMES.hi, "--name-gu", AIRLINE_NAMES.gu, "--origin", airline.origin,
    "--purpose", "boarding", "--scope", "status", "--scope", "events", "--scope", "demographics",
  );
  const suspendedKeys = await service.addProvider(
    "--name", "Bus Bandhu", "--origin", hotel.origin, "--purpose", "boarding", "--scope", "status",
  );
  await service.command("provider", "suspend", suspendedKeys.provider_id);
  await service.serve();
  hotel.use({ service: service.origin, siteKey: hotelKeys.site_key, audience: hotelKeys.provider_id });
  airline.use({ service: service.origin, siteKey: airlineKeys.site_key, audience: airlineKeys.provider_id });
  evil.use({ service: service.origin, siteKey: hotelKeys.site_key });
  const stop = async () => {
    await Promise.all([hotel.close(), airline.close(), evil.close(), service.stop()]);
  };
  return { service, hotel, hotelKeys, airline, airlineKeys, suspendedKeys, evil, stop };
}

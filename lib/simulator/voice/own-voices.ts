import { BoundedMap } from "@/lib/simulator/media/bounded-map";
import { hexOf } from "@/lib/simulator/random";

/** A voice that an account made of a recording. */
export type OwnVoice = {
  readonly uri: string;
  readonly model: string;
  readonly customName: string;
  readonly text: string;
  /** The pitch of the recording in hertz, where one was heard. */
  readonly pitch: number | null;
};

/** The account that a key belongs to: here each key has its own. */
export function accountOf(key: string): string {
  return `cm${hexOf("account", key).slice(0, 23)}`;
}

/** The newest 500 voices of all accounts. */
export class OwnVoices {
  readonly #voices = new BoundedMap<OwnVoice>({ entries: 500, bytes: 8 * 1024 * 1024 });

  add(key: string, identity: string, voice: Omit<OwnVoice, "uri">): OwnVoice {
    // Twenty letters, as in the documented sample of an address.
    const random = hexOf("voice", identity).replace(/\d/g, (digit) =>
      String.fromCharCode(106 + Number(digit)),
    );
    const uri = `speech:${voice.customName}:${accountOf(key)}:${random.slice(0, 20)}`;
    const added = { ...voice, uri };
    this.#voices.set(uri, added, voice.text.length * 2);
    return added;
  }

  /** Only an account's own voices: another account's are as good as none. */
  get(key: string, uri: string): OwnVoice | undefined {
    const isOwn = uri.split(":")[2] === accountOf(key);
    return isOwn ? this.#voices.get(uri) : undefined;
  }

  all(key: string): OwnVoice[] {
    return this.#voices.values().filter(({ uri }) => this.get(key, uri) !== undefined);
  }

  delete(key: string, uri: string): boolean {
    if (this.get(key, uri) === undefined) return false;
    this.#voices.delete(uri);
    return true;
  }

  clear(): void {
    this.#voices.clear();
  }
}

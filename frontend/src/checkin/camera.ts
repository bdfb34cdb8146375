// Reads codes with the camera.
import { BarcodeFormat, BrowserMultiFormatReader, DecodeHintType } from "@zxing/library";

const SAME_AGAIN = 3_000;

export class Camera {
  private reader: BrowserMultiFormatReader | null = null;
  private last = "";
  private seen = 0;

  constructor(
    private readonly video: HTMLVideoElement,
    private readonly found: (text: string) => void,
  ) {}

  get on(): boolean {
    return this.reader !== null;
  }

  /** Raises where there is no camera, or where it is not allowed. */
  async start(): Promise<void> {
    const hints = new Map([[DecodeHintType.POSSIBLE_FORMATS, [BarcodeFormat.QR_CODE]]]);
    const reader = new BrowserMultiFormatReader(hints, 150);
    this.reader = reader;
    const wanted = { video: { facingMode: { ideal: "environment" } } };
    try {
      await reader.decodeFromConstraints(wanted, this.video, (result) => {
        if (result) this.tell(result.getText());
      });
    } catch (error) {
      this.stop();
      throw error;
    }
  }

  stop(): void {
    this.reader?.reset();
    this.reader = null;
  }

  /** A badge that is held before the camera is told once. */
  private tell(text: string): void {
    const now = Date.now();
    const again = text === this.last && now - this.seen < SAME_AGAIN;
    [this.last, this.seen] = [text, now];
    if (!again) this.found(text);
  }
}

// A button that opens a dialog in which something is asked of the company. What is in it is there only while it is
// open; the browser gives the focus back to the button.
import { type ReactNode, useEffect, useId, useRef, useState } from "react";
import { useWhenHidden } from "./useShown";

interface RequestDialogProps {
  /** Of the button. */
  className: string;
  button: string;
  heading: string;
  children: (close: () => void) => ReactNode;
}

export function RequestDialog({ className, button, heading, children }: RequestDialogProps) {
  const dialog = useRef<HTMLDialogElement>(null);
  const titleId = useId();
  const [open, setOpen] = useState(false);
  // Once what is in it is there, so that the focus goes to the field.
  useEffect(() => {
    if (open) dialog.current?.showModal();
  }, [open]);

  function close() {
    dialog.current?.close();
    setOpen(false);
  }
  // One goes back with the browser, too.
  useWhenHidden(close);

  return (
    <>
      <button
        type="button"
        className={className}
        aria-haspopup="dialog"
        onClick={() => setOpen(true)}
      >
        {button}
      </button>
      <dialog
        ref={dialog}
        aria-labelledby={titleId}
        className="dialog"
        onClose={() => setOpen(false)}
      >
        {open && (
          <>
            <h2 id={titleId}>{heading}</h2>
            {children(close)}
          </>
        )}
      </dialog>
    </>
  );
}

/** What came of it: takes the focus, since the form that had it is gone. */
export function Outcome({ children }: { children: ReactNode }) {
  const region = useRef<HTMLDivElement>(null);
  useEffect(() => region.current?.focus(), []);
  return (
    <div ref={region} role="status" tabIndex={-1} className="outcome">
      {children}
    </div>
  );
}

/** Keeps a mistake of one view from taking the page with it: the others stay usable, and what was typed is not lost. */
import { Component, type ReactNode } from "react";

interface Properties {
  readonly where: string;
  readonly children: ReactNode;
}

/** Shows its children, or what went wrong in them. React knows no other way than a class. */
export class ErrorBoundary extends Component<Properties, { readonly error: Error | undefined }> {
  override state = { error: undefined as Error | undefined };

  static getDerivedStateFromError(error: unknown) {
    return { error: error instanceof Error ? error : new Error(String(error)) };
  }

  override render() {
    const { error } = this.state;
    if (error === undefined) return this.props.children;
    return (
      <div className="empty" role="alert">
        <h2>The view “{this.props.where}” has stopped</h2>
        <p>This is a mistake in Outweigh, not in your text. Nothing that you typed is lost, and the other views go on.</p>
        <pre>{(error.stack ?? error.message).split("\n").slice(0, 6).join("\n")}</pre>
        <button type="button" className="button" onClick={() => this.setState({ error: undefined })}>
          Show it again
        </button>
      </div>
    );
  }
}

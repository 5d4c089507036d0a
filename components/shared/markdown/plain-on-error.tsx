import { Component, type ReactNode } from "react";

type PlainOnErrorProps = {
  /** Shown in place of children that fail. */
  plain: ReactNode;
  children: ReactNode;
};

/** Keeps one bad block from taking the page with it: no text is lost, it only goes without its form. */
export class PlainOnError extends Component<PlainOnErrorProps, { failed: boolean }> {
  override state = { failed: false };

  static getDerivedStateFromError(): { failed: boolean } {
    return { failed: true };
  }

  override render(): ReactNode {
    return this.state.failed ? this.props.plain : this.props.children;
  }
}

/** The arrows as the canvas draws them: along the way that the worker found. */
import { BaseEdge, type Edge, type EdgeProps } from "@xyflow/react";
import { memo } from "react";

export type RoutedEdge = Edge<{ readonly path: string }, "routed">;

const Routed = memo(function Routed({ id, data, markerEnd }: EdgeProps<RoutedEdge>) {
  return <BaseEdge id={id} path={data?.path ?? ""} {...(markerEnd === undefined ? {} : { markerEnd })} interactionWidth={0} />;
});

/** By the type of the edge. */
export const edgeTypes = { routed: Routed };

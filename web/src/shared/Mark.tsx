// The product's mark: a beam at rest on its fulcrum. Decorative; the name stands beside it.
import mark from "./mark.svg";

export function Mark({ size = 28 }: { size?: number }) {
  return <img src={mark} width={size} height={size} alt="" />;
}

import type { Payment } from "../api/types";
import { useTexts } from "../texts";
import { sum } from "./money";

/** What is paid when: a table whose rows are bars. Where the sum is open, the certain part is darker. */
export function Payments({ payments }: { payments: Payment[] }) {
  const texts = useTexts().answer;
  const most = Math.max(...payments.map((one) => one.high));
  if (!(most > 0)) return null;
  return (
    <table className="payments">
      <caption>{texts.payments}</caption>
      <tbody>
        {payments.map((one) => (
          <tr key={one.period}>
            <th scope="row">{one.period}</th>
            <td>
              <span className="bar" aria-hidden="true">
                <span className="bar-open" style={{ width: `${(one.high / most) * 100}%` }} />
                <span className="bar-sure" style={{ width: `${(one.low / most) * 100}%` }} />
              </span>
              <span className="figure">{sum(one.low, one.high, texts)}</span>
            </td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}

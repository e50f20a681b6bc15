// The time zone, chosen by its place from all that the browser knows.
import { useId, useMemo } from "react";
import { ownZone, placeName, zonesByRegion } from "../shared/zone";
import { useWords } from "./useWords";

interface ZoneSelectProps {
  zone: string;
  onZone: (zone: string) => void;
}

export function ZoneSelect({ zone, onZone }: ZoneSelectProps) {
  const words = useWords();
  const id = useId();
  const regions = useMemo(() => [...zonesByRegion(zone, ownZone())], [zone]);
  return (
    <div className="wide">
      <label className="label" htmlFor={id}>
        {words.say("schedule.zone")}
      </label>
      <select id={id} value={zone} onChange={(event) => onZone(event.currentTarget.value)}>
        {regions.map(([region, zones]) => {
          const options = zones.map((name) => (
            <option key={name} value={name}>
              {placeName(name)}
            </option>
          ));
          if (region === "") return options;
          return (
            <optgroup key={region} label={region}>
              {options}
            </optgroup>
          );
        })}
      </select>
    </div>
  );
}

/** HubSpot names the app below each of its cards. */
export const PoweredBy = ({ name }: { name: string }) => (
  <div className="powered">
    <i aria-hidden="true">{name.charAt(0)}</i>
    Powered by {name}
  </div>
);

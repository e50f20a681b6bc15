//! The company that whoever asks belongs to.

use std::sync::Arc;

use entities::{
    DbErr, Store,
    connection::{self, Status},
    ids::TenantId,
    tenant,
    unreadable::lies_in_the_data,
};

/// The tenant with how its connection stands, which both are asked for at every row of a list.
#[derive(Debug)]
pub struct Company {
    pub(crate) tenant: tenant::Model,
    connection: Result<Option<connection::Summary>, Arc<DbErr>>,
}

impl From<tenant::WithConnection> for Company {
    fn from(row: tenant::WithConnection) -> Self {
        Self { tenant: row.tenant, connection: Ok(row.connection) }
    }
}

impl Company {
    pub(crate) async fn read(db: Store, id: TenantId) -> Result<Option<Arc<Self>>, Arc<DbErr>> {
        let company = match tenant::with_connection(&db, id).await {
            Ok(row) => row.map(Self::from),
            // A connection that cannot be read is no reason not to show the rest.
            Err(error) if lies_in_the_data(&error) => {
                let error = Arc::new(error);
                let tenant = tenant::find(&db, id).await?;
                tenant.map(|tenant| Self { tenant, connection: Err(error) })
            }
            Err(error) => return Err(error.into()),
        };
        Ok(company.map(Arc::new))
    }

    /// Why nothing goes on at this time, if so.
    pub(crate) fn paused_reason(&self) -> Result<Option<String>, Arc<DbErr>> {
        let Some(connection) = self.connection.as_ref().map_err(Arc::clone)? else {
            return Ok(Some("Lever is not connected".to_owned()));
        };
        Ok(match (connection.status, &connection.reason) {
            (Status::Connected, _) => None,
            (Status::Disconnected | Status::Disconnecting, Some(reason)) => {
                Some(format!("Lever is disconnected: {reason}"))
            }
            (Status::Disconnected | Status::Disconnecting, None) => {
                Some("Lever is disconnected".to_owned())
            }
        })
    }
}

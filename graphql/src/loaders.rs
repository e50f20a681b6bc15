//! Per-request loaders: many rows' fields in one statement, one tenant only.

use std::{collections::HashMap, sync::Arc};

use actors::Means;
use async_graphql::{
    Context, Error,
    dataloader::{DataLoader, Loader},
};
use entities::{
    DatabaseConnection, DbErr,
    ids::{PlanId, ReportId, ScorecardId, TenantId},
    plan, posting, report, scorecard,
};

use crate::error::fault;

/// One request's loaders.
pub struct Loaders {
    rows: DataLoader<Rows>,
}

impl std::fmt::Debug for Loaders {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Loaders").finish_non_exhaustive()
    }
}

/// Loads rows of one tenant.
pub(crate) struct Rows {
    db: DatabaseConnection,
    tenant_id: TenantId,
}

impl Loaders {
    /// Loaders that see one tenant.
    pub fn new(means: &Means, tenant_id: TenantId) -> Self {
        let rows = Rows { db: means.db.clone(), tenant_id };
        Self { rows: DataLoader::new(rows, tokio::task::spawn_local) }
    }

    /// One row by its key, together with the others asked for at the same time.
    pub(crate) async fn load<K>(
        ctx: &Context<'_>,
        key: K,
    ) -> Result<Option<<Rows as Loader<K>>::Value>, Error>
    where
        K: Send + Sync + std::hash::Hash + Eq + Clone + 'static,
        Rows: Loader<K, Error = Arc<DbErr>>,
    {
        let loaders = ctx.data::<Self>()?;
        loaders.rows.load_one(key).await.map_err(fault)
    }
}

type Loaded<K, V> = Result<HashMap<K, V>, Arc<DbErr>>;

impl Loader<String> for Rows {
    type Value = posting::Model;
    type Error = Arc<DbErr>;

    async fn load(&self, keys: &[String]) -> Loaded<String, posting::Model> {
        let rows = posting::find_many(&self.db, self.tenant_id, keys).await?;
        Ok(rows.into_iter().map(|row| (row.lever_id.clone(), row)).collect())
    }
}

impl Loader<PlanId> for Rows {
    type Value = plan::Model;
    type Error = Arc<DbErr>;

    async fn load(&self, keys: &[PlanId]) -> Loaded<PlanId, plan::Model> {
        let rows = plan::find_many(&self.db, self.tenant_id, keys).await?;
        Ok(rows.into_iter().map(|row| (row.id, row)).collect())
    }
}

impl Loader<ScorecardId> for Rows {
    type Value = scorecard::Model;
    type Error = Arc<DbErr>;

    async fn load(&self, keys: &[ScorecardId]) -> Loaded<ScorecardId, scorecard::Model> {
        let rows = scorecard::find_many(&self.db, self.tenant_id, keys).await?;
        Ok(rows.into_iter().map(|row| (row.id, row)).collect())
    }
}

impl Loader<ReportId> for Rows {
    type Value = report::Summary;
    type Error = Arc<DbErr>;

    async fn load(&self, keys: &[ReportId]) -> Loaded<ReportId, report::Summary> {
        let rows = report::find_many(&self.db, self.tenant_id, keys).await?;
        Ok(rows.into_iter().map(|row| (row.id, row)).collect())
    }
}

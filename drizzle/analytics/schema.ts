// Pulled from db/demo/contract.sql by `npm run db -- pull`; edits are lost.
import {
  bigint,
  boolean,
  date,
  foreignKey,
  index,
  integer,
  json,
  jsonb,
  numeric,
  pgTable,
  primaryKey,
  serial,
  timestamp,
  uniqueIndex,
  varchar,
} from "drizzle-orm/pg-core";

export const aggregationVerificationResults = pgTable(
  "aggregation_verification_results",
  {
    id: serial().primaryKey().notNull(),
    checkName: varchar("check_name").notNull(),
    checkCategory: varchar("check_category").notNull(),
    operatorsChecked: integer("operators_checked"),
    operatorsMismatched: integer("operators_mismatched"),
    maxDiscrepancy: numeric("max_discrepancy"),
    totalDiscrepancy: numeric("total_discrepancy"),
    sampleMismatches: jsonb("sample_mismatches"),
    status: varchar().notNull(),
    measuredAt: timestamp("measured_at", { precision: 6, mode: "string" }),
  },
  (table) => [
    index("idx_verification_category").on(table.checkCategory, table.measuredAt),
    index("idx_verification_name").on(table.checkName, table.measuredAt),
    index("idx_verification_status").on(table.status, table.measuredAt),
    index("ix_aggregation_verification_results_measured_at").on(table.measuredAt),
  ],
);

export const alembicVersion = pgTable("alembic_version", {
  versionNum: varchar("version_num", { length: 32 }).primaryKey().notNull(),
});

export const avs = pgTable(
  "avs",
  {
    id: varchar().primaryKey().notNull(),
    address: varchar().notNull(),
    createdAt: timestamp("created_at", { precision: 6, mode: "string" }).defaultNow().notNull(),
    updatedAt: timestamp("updated_at", { precision: 6, mode: "string" }).defaultNow().notNull(),
  },
  (table) => [uniqueIndex("avs_address_key").on(table.address)],
);

export const avsMetadata = pgTable(
  "avs_metadata",
  {
    avsId: varchar("avs_id").primaryKey().notNull(),
    metadataUri: varchar("metadata_uri").notNull(),
    metadataJson: jsonb("metadata_json"),
    name: varchar(),
    logo: varchar(),
    description: varchar(),
    website: varchar(),
    twitter: varchar(),
    metadataFetchedAt: timestamp("metadata_fetched_at", { precision: 6, mode: "string" }),
    lastUpdatedAt: timestamp("last_updated_at", { precision: 6, mode: "string" }).notNull(),
    lastUpdatedBlock: integer("last_updated_block").notNull(),
    totalUpdates: integer("total_updates").default(1),
    createdAt: timestamp("created_at", { precision: 6, mode: "string" }).defaultNow().notNull(),
    updatedAt: timestamp("updated_at", { precision: 6, mode: "string" }).defaultNow().notNull(),
  },
  (table) => [
    foreignKey({
      columns: [table.avsId],
      foreignColumns: [avs.id],
      name: "avs_metadata_avs_id_fkey",
    }).onDelete("cascade"),
    index("idx_avs_metadata_name").on(table.name),
    index("idx_avs_metadata_updated").on(table.lastUpdatedAt),
  ],
);

export const concentrationMetrics = pgTable(
  "concentration_metrics",
  {
    id: serial().primaryKey().notNull(),
    entityType: varchar("entity_type").notNull(),
    entityId: varchar("entity_id").notNull(),
    date: date().notNull(),
    concentrationType: varchar("concentration_type").notNull(),
    hhiValue: numeric("hhi_value"),
    giniCoefficient: numeric("gini_coefficient"),
    coefficientOfVariation: numeric("coefficient_of_variation"),
    top1Percentage: numeric("top_1_percentage"),
    top5Percentage: numeric("top_5_percentage"),
    top10Percentage: numeric("top_10_percentage"),
    totalEntities: integer("total_entities"),
    effectiveEntities: numeric("effective_entities"),
    totalAmount: numeric("total_amount"),
    operatorId: varchar("operator_id"),
  },
  (table) => [
    foreignKey({
      columns: [table.operatorId],
      foreignColumns: [operators.id],
      name: "concentration_metrics_operator_id_fkey",
    }).onDelete("cascade"),
    index("idx_concentration_entity").on(table.entityType, table.entityId, table.date),
    index("ix_concentration_metrics_concentration_type").on(table.concentrationType),
    index("ix_concentration_metrics_date").on(table.date),
    index("ix_concentration_metrics_entity_id").on(table.entityId),
    index("ix_concentration_metrics_entity_type").on(table.entityType),
    uniqueIndex("uix_concentration_metrics").on(
      table.entityType,
      table.entityId,
      table.date,
      table.concentrationType,
    ),
  ],
);

export const dataCompletenessMetrics = pgTable(
  "data_completeness_metrics",
  {
    id: serial().primaryKey().notNull(),
    metricType: varchar("metric_type").notNull(),
    period: varchar(),
    periodStart: date("period_start"),
    periodEnd: date("period_end"),
    expectedCount: integer("expected_count"),
    actualCount: integer("actual_count"),
    completenessPct: numeric("completeness_pct"),
    recordsWithErrors: integer("records_with_errors"),
    recordsIncomplete: integer("records_incomplete"),
    breakdown: json(),
    measuredAt: timestamp("measured_at", { precision: 6, mode: "string" }),
  },
  (table) => [
    index("idx_completeness_period").on(table.periodStart, table.periodEnd),
    index("idx_completeness_type").on(table.metricType, table.measuredAt),
    index("ix_data_completeness_metrics_measured_at").on(table.measuredAt),
    index("ix_data_completeness_metrics_metric_type").on(table.metricType),
  ],
);

export const externalApiCalls = pgTable(
  "external_api_calls",
  {
    id: serial().primaryKey().notNull(),
    service: varchar().notNull(),
    endpoint: varchar(),
    method: varchar(),
    requestParams: json("request_params"),
    tokensRequested: integer("tokens_requested"),
    statusCode: integer("status_code"),
    responseTimeMs: integer("response_time_ms"),
    success: boolean(),
    errorMessage: varchar("error_message"),
    rateLimitRemaining: integer("rate_limit_remaining"),
    rateLimitResetAt: timestamp("rate_limit_reset_at", { precision: 6, mode: "string" }),
    estimatedCostUsd: numeric("estimated_cost_usd"),
    triggeredBy: varchar("triggered_by"),
    dagsterRunId: varchar("dagster_run_id"),
    calledAt: timestamp("called_at", { precision: 6, mode: "string" }),
  },
  (table) => [
    index("idx_api_calls_service_date").on(table.service, table.calledAt),
    index("idx_api_calls_triggered").on(table.triggeredBy, table.calledAt),
    index("ix_external_api_calls_called_at").on(table.calledAt),
    index("ix_external_api_calls_service").on(table.service),
    index("ix_external_api_calls_triggered_by").on(table.triggeredBy),
  ],
);

export const globalRewardsConfig = pgTable(
  "global_rewards_config",
  {
    id: serial().primaryKey().notNull(),
    configType: varchar("config_type").notNull(),
    currentValue: bigint("current_value", { mode: "bigint" }).notNull(),
    currentSetAtBlock: integer("current_set_at_block").notNull(),
    currentSetAt: timestamp("current_set_at", { precision: 6, mode: "string" }).notNull(),
    previousValue: bigint("previous_value", { mode: "bigint" }),
    createdAt: timestamp("created_at", { precision: 6, mode: "string" }).defaultNow().notNull(),
    updatedAt: timestamp("updated_at", { precision: 6, mode: "string" }).defaultNow().notNull(),
  },
  (table) => [
    index("idx_global_config_type").on(table.configType),
    uniqueIndex("global_rewards_config_config_type_key").on(table.configType),
  ],
);

export const historicalTvsSnapshots = pgTable(
  "historical_tvs_snapshots",
  {
    operatorId: varchar("operator_id").notNull(),
    strategyId: varchar("strategy_id").notNull(),
    snapshotDate: date("snapshot_date").notNull(),
    shares: numeric().notNull(),
    exchangeRate: numeric("exchange_rate"),
    tokenPriceUsd: numeric("token_price_usd"),
    tvsUsd: numeric("tvs_usd"),
    isComplete: boolean("is_complete"),
    rateIsApproximation: boolean("rate_is_approximation"),
    priceSource: varchar("price_source"),
    hasSlashingCaveat: boolean("has_slashing_caveat"),
  },
  (table) => [
    index("idx_hist_tvs_complete").on(table.isComplete),
    index("idx_hist_tvs_date").on(table.snapshotDate),
    index("idx_hist_tvs_operator").on(table.operatorId),
    index("idx_hist_tvs_strategy").on(table.strategyId),
    primaryKey({
      columns: [table.operatorId, table.snapshotDate, table.strategyId],
      name: "historical_tvs_snapshots_pkey",
    }),
  ],
);

export const networkDailyAggregates = pgTable(
  "network_daily_aggregates",
  {
    id: serial().primaryKey().notNull(),
    snapshotDate: date("snapshot_date").notNull(),
    snapshotBlock: integer("snapshot_block").notNull(),
    totalOperators: integer("total_operators"),
    activeOperators: integer("active_operators"),
    totalTvs: numeric("total_tvs"),
    meanTvs: numeric("mean_tvs"),
    medianTvs: numeric("median_tvs"),
    p25Tvs: numeric("p25_tvs"),
    p75Tvs: numeric("p75_tvs"),
    p90Tvs: numeric("p90_tvs"),
    totalDelegators: integer("total_delegators"),
    meanDelegatorsPerOperator: numeric("mean_delegators_per_operator"),
    medianDelegatorsPerOperator: numeric("median_delegators_per_operator"),
    meanAvsPerOperator: numeric("mean_avs_per_operator"),
    medianAvsPerOperator: numeric("median_avs_per_operator"),
    meanPiCommissionBips: numeric("mean_pi_commission_bips"),
    medianPiCommissionBips: numeric("median_pi_commission_bips"),
    newOperators24H: integer("new_operators_24h"),
    totalStrategies: integer("total_strategies"),
    meanStrategiesPerOperator: numeric("mean_strategies_per_operator"),
    medianStrategiesPerOperator: numeric("median_strategies_per_operator"),
    newDelegators24H: integer("new_delegators_24h"),
    totalShares: numeric("total_shares"),
    meanSharesPerDelegator: numeric("mean_shares_per_delegator"),
    medianSharesPerDelegator: numeric("median_shares_per_delegator"),
    totalAvs: integer("total_avs"),
    activeAvs: integer("active_avs"),
    p25PiCommissionBips: numeric("p25_pi_commission_bips"),
    p75PiCommissionBips: numeric("p75_pi_commission_bips"),
    p90PiCommissionBips: numeric("p90_pi_commission_bips"),
    totalSlashingIncidents: integer("total_slashing_incidents"),
    slashingIncidents24H: integer("slashing_incidents_24h"),
    operatorsSlashedCount: integer("operators_slashed_count"),
    meanRiskScore: numeric("mean_risk_score"),
    medianRiskScore: numeric("median_risk_score"),
    operatorsHighRiskCount: integer("operators_high_risk_count"),
    operatorsLowRiskCount: integer("operators_low_risk_count"),
    totalAllocationUsd: numeric("total_allocation_usd"),
    meanAllocationUsd: numeric("mean_allocation_usd"),
    medianAllocationUsd: numeric("median_allocation_usd"),
    p25AllocationUsd: numeric("p25_allocation_usd"),
    p75AllocationUsd: numeric("p75_allocation_usd"),
    p90AllocationUsd: numeric("p90_allocation_usd"),
    totalActiveAllocations: integer("total_active_allocations"),
    meanAllocationsPerOperator: numeric("mean_allocations_per_operator"),
    medianAllocationsPerOperator: numeric("median_allocations_per_operator"),
    meanAllocationConcentrationHhi: numeric("mean_allocation_concentration_hhi"),
    meanAvsCommissionBips: numeric("mean_avs_commission_bips"),
    medianAvsCommissionBips: numeric("median_avs_commission_bips"),
    p25AvsCommissionBips: numeric("p25_avs_commission_bips"),
    p75AvsCommissionBips: numeric("p75_avs_commission_bips"),
    p90AvsCommissionBips: numeric("p90_avs_commission_bips"),
    meanOperatorSetCommissionBips: numeric("mean_operator_set_commission_bips"),
    medianOperatorSetCommissionBips: numeric("median_operator_set_commission_bips"),
    p25OperatorSetCommissionBips: numeric("p25_operator_set_commission_bips"),
    p75OperatorSetCommissionBips: numeric("p75_operator_set_commission_bips"),
    p90OperatorSetCommissionBips: numeric("p90_operator_set_commission_bips"),
    operatorsWithPiSplitCount: integer("operators_with_pi_split_count"),
    operatorsWithAvsSplitCount: integer("operators_with_avs_split_count"),
    operatorsWithOperatorSetSplitCount: integer("operators_with_operator_set_split_count"),
    operatorsUsingDefaultSplitCount: integer("operators_using_default_split_count"),
  },
  (table) => [
    index("idx_network_agg_date").on(table.snapshotDate),
    uniqueIndex("ix_network_daily_aggregates_snapshot_date").on(table.snapshotDate),
  ],
);

export const operatorAllocationSnapshots = pgTable(
  "operator_allocation_snapshots",
  {
    id: serial().primaryKey().notNull(),
    operatorId: varchar("operator_id").notNull(),
    operatorSetId: varchar("operator_set_id").notNull(),
    strategyId: varchar("strategy_id").notNull(),
    snapshotDate: date("snapshot_date").notNull(),
    snapshotBlock: integer("snapshot_block").notNull(),
    magnitude: numeric().notNull(),
    magnitudeUsd: numeric("magnitude_usd"),
    allocationPercent: numeric("allocation_percent"),
    applicableCommissionBips: integer("applicable_commission_bips"),
    commissionSource: varchar("commission_source"),
  },
  (table) => [
    foreignKey({
      columns: [table.operatorId],
      foreignColumns: [operators.id],
      name: "operator_allocation_snapshots_operator_id_fkey",
    }).onDelete("cascade"),
    foreignKey({
      columns: [table.operatorSetId],
      foreignColumns: [operatorSets.id],
      name: "operator_allocation_snapshots_operator_set_id_fkey",
    }).onDelete("cascade"),
    foreignKey({
      columns: [table.strategyId],
      foreignColumns: [strategies.id],
      name: "operator_allocation_snapshots_strategy_id_fkey",
    }).onDelete("cascade"),
    index("idx_allocation_snap_operator_date").on(table.operatorId, table.snapshotDate),
    index("idx_allocation_snap_operator_set_date").on(table.operatorSetId, table.snapshotDate),
    index("idx_allocation_snap_strategy_date").on(table.strategyId, table.snapshotDate),
    index("ix_operator_allocation_snapshots_operator_id").on(table.operatorId),
    index("ix_operator_allocation_snapshots_operator_set_id").on(table.operatorSetId),
    index("ix_operator_allocation_snapshots_snapshot_date").on(table.snapshotDate),
    index("ix_operator_allocation_snapshots_strategy_id").on(table.strategyId),
    uniqueIndex("operator_allocation_snapshots_unique").on(
      table.operatorId,
      table.operatorSetId,
      table.strategyId,
      table.snapshotDate,
    ),
  ],
);

export const operatorAllocations = pgTable(
  "operator_allocations",
  {
    id: varchar().primaryKey().notNull(),
    operatorId: varchar("operator_id").notNull(),
    operatorSetId: varchar("operator_set_id").notNull(),
    strategyId: varchar("strategy_id").notNull(),
    magnitude: numeric().notNull(),
    effectBlock: integer("effect_block").notNull(),
    allocatedAt: timestamp("allocated_at", { precision: 6, mode: "string" }).notNull(),
    allocatedAtBlock: integer("allocated_at_block").notNull(),
    createdAt: timestamp("created_at", { precision: 6, mode: "string" }).defaultNow().notNull(),
    updatedAt: timestamp("updated_at", { precision: 6, mode: "string" }).defaultNow().notNull(),
    magnitudeUsd: numeric("magnitude_usd"),
    allocationPercent: numeric("allocation_percent"),
    applicableCommissionBips: integer("applicable_commission_bips"),
    commissionSource: varchar("commission_source"),
  },
  (table) => [
    foreignKey({
      columns: [table.operatorId],
      foreignColumns: [operators.id],
      name: "operator_allocations_operator_id_fkey",
    }).onDelete("cascade"),
    foreignKey({
      columns: [table.operatorSetId],
      foreignColumns: [operatorSets.id],
      name: "operator_allocations_operator_set_id_fkey",
    }).onDelete("cascade"),
    foreignKey({
      columns: [table.strategyId],
      foreignColumns: [strategies.id],
      name: "operator_allocations_strategy_id_fkey",
    }).onDelete("cascade"),
    index("idx_allocation_effect").on(table.effectBlock),
    index("idx_allocation_operator").on(table.operatorId),
    index("idx_allocation_operator_avs").on(table.operatorId, table.operatorSetId),
    index("ix_operator_allocations_operator_id").on(table.operatorId),
    index("ix_operator_allocations_operator_set_id").on(table.operatorSetId),
    index("ix_operator_allocations_strategy_id").on(table.strategyId),
  ],
);

export const operatorAnalytics = pgTable(
  "operator_analytics",
  {
    id: serial().primaryKey().notNull(),
    operatorId: varchar("operator_id").notNull(),
    date: date().notNull(),
    riskScore: numeric("risk_score").notNull(),
    confidenceScore: numeric("confidence_score").notNull(),
    riskLevel: varchar("risk_level", { length: 10 }).notNull(),
    performanceScore: numeric("performance_score"),
    economicScore: numeric("economic_score"),
    networkPositionScore: numeric("network_position_score"),
    delegationHhi: numeric("delegation_hhi"),
    delegationVolatility7D: numeric("delegation_volatility_7d"),
    delegationVolatility30D: numeric("delegation_volatility_30d"),
    delegationVolatility90D: numeric("delegation_volatility_90d"),
    growthRate30D: numeric("growth_rate_30d"),
    growthConsistencyScore: numeric("growth_consistency_score"),
    sizePercentile: numeric("size_percentile"),
    delegatorDistributionCv: numeric("delegator_distribution_cv"),
    snapshotTotalDelegatedShares: numeric("snapshot_total_delegated_shares"),
    snapshotDelegatorCount: integer("snapshot_delegator_count"),
    snapshotAvsCount: integer("snapshot_avs_count"),
    snapshotCommissionBips: numeric("snapshot_commission_bips"),
    slashingEventCount: integer("slashing_event_count"),
    lifetimeSlashingAmount: numeric("lifetime_slashing_amount"),
    operationalDays: integer("operational_days"),
    isActive: boolean("is_active"),
    hasSufficientData: boolean("has_sufficient_data"),
    calculatedAt: timestamp("calculated_at", { precision: 6, mode: "string" }),
    calculationDurationMs: integer("calculation_duration_ms"),
  },
  (table) => [
    foreignKey({
      columns: [table.operatorId],
      foreignColumns: [operators.id],
      name: "operator_analytics_operator_id_fkey",
    }).onDelete("cascade"),
    index("idx_operator_analytics_date_risk").on(table.date, table.riskScore),
    index("ix_operator_analytics_date").on(table.date),
    index("ix_operator_analytics_operator_id").on(table.operatorId),
    index("ix_operator_analytics_risk_level").on(table.riskLevel),
    uniqueIndex("uq_operator_analytics_operator_date").on(table.operatorId, table.date),
  ],
);

export const operatorAvsAllocationSummary = pgTable(
  "operator_avs_allocation_summary",
  {
    id: varchar().primaryKey().notNull(),
    operatorId: varchar("operator_id").notNull(),
    avsId: varchar("avs_id").notNull(),
    strategyId: varchar("strategy_id").notNull(),
    totalAllocatedMagnitude: numeric("total_allocated_magnitude"),
    activeAllocationCount: integer("active_allocation_count"),
    lastAllocatedAt: timestamp("last_allocated_at", { precision: 6, mode: "string" }),
    createdAt: timestamp("created_at", { precision: 6, mode: "string" }).defaultNow().notNull(),
    updatedAt: timestamp("updated_at", { precision: 6, mode: "string" }).defaultNow().notNull(),
    totalAllocatedMagnitudeUsd: numeric("total_allocated_magnitude_usd"),
    totalAllocationPercent: numeric("total_allocation_percent"),
  },
  (table) => [
    foreignKey({
      columns: [table.avsId],
      foreignColumns: [avs.id],
      name: "operator_avs_allocation_summary_avs_id_fkey",
    }).onDelete("cascade"),
    foreignKey({
      columns: [table.operatorId],
      foreignColumns: [operators.id],
      name: "operator_avs_allocation_summary_operator_id_fkey",
    }).onDelete("cascade"),
    foreignKey({
      columns: [table.strategyId],
      foreignColumns: [strategies.id],
      name: "operator_avs_allocation_summary_strategy_id_fkey",
    }).onDelete("cascade"),
    index("idx_avs_alloc_summary_avs").on(table.avsId),
    index("idx_avs_alloc_summary_magnitude").on(table.totalAllocatedMagnitude),
    index("idx_avs_alloc_summary_operator").on(table.operatorId),
    index("ix_operator_avs_allocation_summary_avs_id").on(table.avsId),
    index("ix_operator_avs_allocation_summary_operator_id").on(table.operatorId),
    index("ix_operator_avs_allocation_summary_strategy_id").on(table.strategyId),
  ],
);

export const operatorAvsRegistrationHistory = pgTable(
  "operator_avs_registration_history",
  {
    id: serial().primaryKey().notNull(),
    operatorId: varchar("operator_id").notNull(),
    avsId: varchar("avs_id").notNull(),
    status: varchar().notNull(),
    statusChangedAt: timestamp("status_changed_at", { precision: 6, mode: "string" }).notNull(),
    statusChangedBlock: integer("status_changed_block").notNull(),
    eventId: varchar("event_id"),
    transactionHash: varchar("transaction_hash"),
    createdAt: timestamp("created_at", { precision: 6, mode: "string" }).defaultNow().notNull(),
    updatedAt: timestamp("updated_at", { precision: 6, mode: "string" }).defaultNow().notNull(),
  },
  (table) => [
    foreignKey({
      columns: [table.avsId],
      foreignColumns: [avs.id],
      name: "operator_avs_registration_history_avs_id_fkey",
    }).onDelete("cascade"),
    foreignKey({
      columns: [table.operatorId],
      foreignColumns: [operators.id],
      name: "operator_avs_registration_history_operator_id_fkey",
    }).onDelete("cascade"),
    index("idx_avs_reg_hist_avs").on(table.avsId, table.statusChangedAt),
    index("idx_avs_reg_hist_operator").on(table.operatorId, table.statusChangedAt),
    index("idx_avs_reg_hist_period").on(table.operatorId, table.avsId),
    index("ix_operator_avs_registration_history_avs_id").on(table.avsId),
    index("ix_operator_avs_registration_history_operator_id").on(table.operatorId),
    index("ix_operator_avs_registration_history_status_changed_at").on(table.statusChangedAt),
    uniqueIndex("uq_avs_reg_history_event").on(
      table.operatorId,
      table.avsId,
      table.status,
      table.statusChangedBlock,
      table.transactionHash,
    ),
  ],
);

export const operatorAvsRelationshipSnapshots = pgTable(
  "operator_avs_relationship_snapshots",
  {
    id: serial().primaryKey().notNull(),
    operatorId: varchar("operator_id").notNull(),
    avsId: varchar("avs_id").notNull(),
    snapshotDate: date("snapshot_date").notNull(),
    snapshotBlock: integer("snapshot_block").notNull(),
    currentStatus: varchar("current_status").notNull(),
    daysRegisteredToDate: integer("days_registered_to_date"),
    currentPeriodDays: integer("current_period_days"),
    totalRegistrationCycles: integer("total_registration_cycles"),
    activeOperatorSetCount: integer("active_operator_set_count"),
    avsCommissionBips: integer("avs_commission_bips"),
  },
  (table) => [
    foreignKey({
      columns: [table.avsId],
      foreignColumns: [avs.id],
      name: "operator_avs_relationship_snapshots_avs_id_fkey",
    }).onDelete("cascade"),
    foreignKey({
      columns: [table.operatorId],
      foreignColumns: [operators.id],
      name: "operator_avs_relationship_snapshots_operator_id_fkey",
    }).onDelete("cascade"),
    index("idx_avs_rel_snap_avs_date").on(table.avsId, table.snapshotDate),
    index("idx_avs_rel_snap_operator_date").on(table.operatorId, table.snapshotDate),
    index("idx_avs_rel_snap_status").on(table.currentStatus),
    index("ix_operator_avs_relationship_snapshots_avs_id").on(table.avsId),
    index("ix_operator_avs_relationship_snapshots_operator_id").on(table.operatorId),
    index("ix_operator_avs_relationship_snapshots_snapshot_date").on(table.snapshotDate),
    uniqueIndex("operator_avs_relationship_snapshots_unique").on(
      table.operatorId,
      table.avsId,
      table.snapshotDate,
    ),
  ],
);

export const operatorAvsRelationships = pgTable(
  "operator_avs_relationships",
  {
    id: varchar().primaryKey().notNull(),
    operatorId: varchar("operator_id").notNull(),
    avsId: varchar("avs_id").notNull(),
    currentStatus: varchar("current_status").notNull(),
    currentStatusSince: timestamp("current_status_since", { precision: 6, mode: "string" }).notNull(),
    firstRegisteredAt: timestamp("first_registered_at", { precision: 6, mode: "string" }),
    lastRegisteredAt: timestamp("last_registered_at", { precision: 6, mode: "string" }),
    lastUnregisteredAt: timestamp("last_unregistered_at", { precision: 6, mode: "string" }),
    totalRegistrationCycles: integer("total_registration_cycles"),
    totalDaysRegistered: integer("total_days_registered"),
    currentPeriodStart: timestamp("current_period_start", { precision: 6, mode: "string" }),
    currentPeriodDays: integer("current_period_days"),
    activeOperatorSetIds: jsonb("active_operator_set_ids"),
    activeOperatorSetCount: integer("active_operator_set_count"),
    avsCommissionBips: integer("avs_commission_bips"),
    lastActivityAt: timestamp("last_activity_at", { precision: 6, mode: "string" }),
    createdAt: timestamp("created_at", { precision: 6, mode: "string" }).defaultNow().notNull(),
    updatedAt: timestamp("updated_at", { precision: 6, mode: "string" }).defaultNow().notNull(),
  },
  (table) => [
    foreignKey({
      columns: [table.avsId],
      foreignColumns: [avs.id],
      name: "operator_avs_relationships_avs_id_fkey",
    }).onDelete("cascade"),
    foreignKey({
      columns: [table.operatorId],
      foreignColumns: [operators.id],
      name: "operator_avs_relationships_operator_id_fkey",
    }).onDelete("cascade"),
    index("idx_avs_rel_cycles").on(table.totalRegistrationCycles),
    index("idx_avs_rel_operator_status").on(table.operatorId, table.currentStatus),
    index("idx_avs_rel_status").on(table.currentStatus),
    index("ix_operator_avs_relationships_avs_id").on(table.avsId),
    index("ix_operator_avs_relationships_current_status").on(table.currentStatus),
    index("ix_operator_avs_relationships_operator_id").on(table.operatorId),
  ],
);

export const operatorCommissionHistory = pgTable(
  "operator_commission_history",
  {
    id: serial().primaryKey().notNull(),
    operatorId: varchar("operator_id").notNull(),
    commissionType: varchar("commission_type").notNull(),
    avsId: varchar("avs_id"),
    operatorSetId: varchar("operator_set_id"),
    oldBips: integer("old_bips").notNull(),
    newBips: integer("new_bips").notNull(),
    changeDelta: integer("change_delta").notNull(),
    changedAt: timestamp("changed_at", { precision: 6, mode: "string" }).notNull(),
    activatedAt: timestamp("activated_at", { precision: 6, mode: "string" }).notNull(),
    activationDelaySeconds: integer("activation_delay_seconds"),
    eventId: varchar("event_id"),
    caller: varchar(),
    blockNumber: integer("block_number"),
  },
  (table) => [
    foreignKey({
      columns: [table.avsId],
      foreignColumns: [avs.id],
      name: "operator_commission_history_avs_id_fkey",
    }).onDelete("set null"),
    foreignKey({
      columns: [table.operatorId],
      foreignColumns: [operators.id],
      name: "operator_commission_history_operator_id_fkey",
    }).onDelete("cascade"),
    foreignKey({
      columns: [table.operatorSetId],
      foreignColumns: [operatorSets.id],
      name: "operator_commission_history_operator_set_id_fkey",
    }).onDelete("set null"),
    index("idx_commission_hist_operator").on(table.operatorId, table.changedAt),
    index("idx_commission_hist_type").on(table.commissionType),
    index("ix_operator_commission_history_changed_at").on(table.changedAt),
    index("ix_operator_commission_history_commission_type").on(table.commissionType),
    index("ix_operator_commission_history_operator_id").on(table.operatorId),
  ],
);

export const operatorCommissionRates = pgTable(
  "operator_commission_rates",
  {
    id: varchar().primaryKey().notNull(),
    operatorId: varchar("operator_id").notNull(),
    commissionType: varchar("commission_type").notNull(),
    avsId: varchar("avs_id"),
    operatorSetId: varchar("operator_set_id"),
    currentBips: integer("current_bips").notNull(),
    currentActivatedAt: timestamp("current_activated_at", { precision: 6, mode: "string" }).notNull(),
    currentSetAtBlock: integer("current_set_at_block").notNull(),
    upcomingBips: integer("upcoming_bips"),
    upcomingActivatedAt: timestamp("upcoming_activated_at", { precision: 6, mode: "string" }),
    upcomingSetAtBlock: integer("upcoming_set_at_block"),
    previousBips: integer("previous_bips"),
    totalChanges: integer("total_changes"),
    firstSetAt: timestamp("first_set_at", { precision: 6, mode: "string" }),
    createdAt: timestamp("created_at", { precision: 6, mode: "string" }).defaultNow().notNull(),
    updatedAt: timestamp("updated_at", { precision: 6, mode: "string" }).defaultNow().notNull(),
    effectiveBips: integer("effective_bips"),
    isScheduled: boolean("is_scheduled"),
    isDefaultFallback: boolean("is_default_fallback"),
  },
  (table) => [
    foreignKey({
      columns: [table.avsId],
      foreignColumns: [avs.id],
      name: "operator_commission_rates_avs_id_fkey",
    }).onDelete("set null"),
    foreignKey({
      columns: [table.operatorId],
      foreignColumns: [operators.id],
      name: "operator_commission_rates_operator_id_fkey",
    }).onDelete("cascade"),
    foreignKey({
      columns: [table.operatorSetId],
      foreignColumns: [operatorSets.id],
      name: "operator_commission_rates_operator_set_id_fkey",
    }).onDelete("set null"),
    index("idx_commission_avs").on(table.operatorId, table.avsId),
    index("idx_commission_bips").on(table.currentBips),
    index("idx_commission_effective").on(table.effectiveBips),
    index("idx_commission_operator").on(table.operatorId),
    index("idx_commission_type").on(table.commissionType),
    index("ix_operator_commission_rates_operator_id").on(table.operatorId),
  ],
);

export const operatorCommissionRatesSnapshots = pgTable(
  "operator_commission_rates_snapshots",
  {
    id: serial().primaryKey().notNull(),
    operatorId: varchar("operator_id").notNull(),
    commissionType: varchar("commission_type").notNull(),
    avsId: varchar("avs_id"),
    operatorSetId: varchar("operator_set_id"),
    snapshotDate: date("snapshot_date").notNull(),
    snapshotBlock: integer("snapshot_block").notNull(),
    currentBips: integer("current_bips").notNull(),
    isDefaultFallback: boolean("is_default_fallback"),
  },
  (table) => [
    foreignKey({
      columns: [table.avsId],
      foreignColumns: [avs.id],
      name: "operator_commission_rates_snapshots_avs_id_fkey",
    }).onDelete("set null"),
    foreignKey({
      columns: [table.operatorId],
      foreignColumns: [operators.id],
      name: "operator_commission_rates_snapshots_operator_id_fkey",
    }).onDelete("cascade"),
    foreignKey({
      columns: [table.operatorSetId],
      foreignColumns: [operatorSets.id],
      name: "operator_commission_rates_snapshots_operator_set_id_fkey",
    }).onDelete("set null"),
    index("idx_commission_snap_avs").on(table.avsId, table.snapshotDate),
    index("idx_commission_snap_operator_date").on(table.operatorId, table.snapshotDate),
    index("idx_commission_snap_type").on(table.commissionType),
    index("ix_operator_commission_rates_snapshots_commission_type").on(table.commissionType),
    index("ix_operator_commission_rates_snapshots_operator_id").on(table.operatorId),
    index("ix_operator_commission_rates_snapshots_snapshot_date").on(table.snapshotDate),
    uniqueIndex("operator_commission_rates_snapshots_unique").on(
      table.operatorId,
      table.commissionType,
      table.snapshotDate,
    ),
  ],
);

export const operatorDailySnapshots = pgTable(
  "operator_daily_snapshots",
  {
    id: serial().primaryKey().notNull(),
    operatorId: varchar("operator_id").notNull(),
    snapshotDate: date("snapshot_date").notNull(),
    snapshotBlock: integer("snapshot_block").notNull(),
    delegatorCount: integer("delegator_count"),
    activeAvsCount: integer("active_avs_count"),
    activeOperatorSetCount: integer("active_operator_set_count"),
    piSplitBips: integer("pi_split_bips"),
    slashEventCountToDate: integer("slash_event_count_to_date"),
    operationalDays: integer("operational_days"),
    isActive: boolean("is_active"),
    totalTvs: numeric("total_tvs"),
    piUsesDefaultSplit: boolean("pi_uses_default_split"),
  },
  (table) => [
    foreignKey({
      columns: [table.operatorId],
      foreignColumns: [operators.id],
      name: "operator_daily_snapshots_operator_id_fkey",
    }).onDelete("cascade"),
    index("idx_snapshot_date").on(table.snapshotDate),
    index("idx_snapshot_operator_date").on(table.operatorId, table.snapshotDate),
    index("ix_operator_daily_snapshots_operator_id").on(table.operatorId),
    index("ix_operator_daily_snapshots_snapshot_date").on(table.snapshotDate),
    uniqueIndex("operator_daily_snapshots_operator_date_key").on(table.operatorId, table.snapshotDate),
  ],
);

export const operatorDelegationApproverHistory = pgTable(
  "operator_delegation_approver_history",
  {
    id: serial().primaryKey().notNull(),
    operatorId: varchar("operator_id").notNull(),
    oldDelegationApprover: varchar("old_delegation_approver"),
    newDelegationApprover: varchar("new_delegation_approver").notNull(),
    changedAt: timestamp("changed_at", { precision: 6, mode: "string" }).notNull(),
    changedAtBlock: integer("changed_at_block").notNull(),
    transactionHash: varchar("transaction_hash").notNull(),
    createdAt: timestamp("created_at", { precision: 6, mode: "string" }).defaultNow().notNull(),
    updatedAt: timestamp("updated_at", { precision: 6, mode: "string" }).defaultNow().notNull(),
  },
  (table) => [
    foreignKey({
      columns: [table.operatorId],
      foreignColumns: [operators.id],
      name: "operator_delegation_approver_history_operator_id_fkey",
    }).onDelete("cascade"),
    index("idx_delegation_approver_hist_operator").on(table.operatorId, table.changedAt),
    index("ix_operator_delegation_approver_history_changed_at").on(table.changedAt),
    index("ix_operator_delegation_approver_history_operator_id").on(table.operatorId),
    uniqueIndex("uq_delegation_approver_history_event").on(
      table.operatorId,
      table.newDelegationApprover,
      table.changedAtBlock,
      table.transactionHash,
    ),
  ],
);

export const operatorDelegatorHistory = pgTable(
  "operator_delegator_history",
  {
    id: serial().primaryKey().notNull(),
    operatorId: varchar("operator_id").notNull(),
    stakerId: varchar("staker_id").notNull(),
    delegationType: varchar("delegation_type").notNull(),
    eventTimestamp: timestamp("event_timestamp", { precision: 6, mode: "string" }).notNull(),
    eventBlock: integer("event_block").notNull(),
    transactionHash: varchar("transaction_hash"),
    createdAt: timestamp("created_at", { precision: 6, mode: "string" }).defaultNow().notNull(),
    updatedAt: timestamp("updated_at", { precision: 6, mode: "string" }).defaultNow().notNull(),
  },
  (table) => [
    foreignKey({
      columns: [table.operatorId],
      foreignColumns: [operators.id],
      name: "operator_delegator_history_operator_id_fkey",
    }).onDelete("cascade"),
    foreignKey({
      columns: [table.stakerId],
      foreignColumns: [stakers.id],
      name: "operator_delegator_history_staker_id_fkey",
    }).onDelete("cascade"),
    index("idx_delegator_hist_operator").on(table.operatorId, table.eventTimestamp),
    index("idx_delegator_hist_staker").on(table.stakerId, table.eventTimestamp),
    index("idx_delegator_hist_type").on(table.delegationType),
    index("ix_operator_delegator_history_event_timestamp").on(table.eventTimestamp),
    index("ix_operator_delegator_history_operator_id").on(table.operatorId),
    index("ix_operator_delegator_history_staker_id").on(table.stakerId),
    uniqueIndex("uq_delegator_history_event").on(
      table.operatorId,
      table.stakerId,
      table.delegationType,
      table.eventBlock,
      table.transactionHash,
    ),
  ],
);

export const operatorDelegatorShares = pgTable(
  "operator_delegator_shares",
  {
    id: varchar().primaryKey().notNull(),
    operatorId: varchar("operator_id").notNull(),
    stakerId: varchar("staker_id").notNull(),
    strategyId: varchar("strategy_id").notNull(),
    shares: numeric().notNull(),
    sharesUpdatedAt: timestamp("shares_updated_at", { precision: 6, mode: "string" }),
    sharesUpdatedBlock: integer("shares_updated_block"),
    createdAt: timestamp("created_at", { precision: 6, mode: "string" }).defaultNow().notNull(),
    updatedAt: timestamp("updated_at", { precision: 6, mode: "string" }).defaultNow().notNull(),
    tvsUsd: numeric("tvs_usd"),
  },
  (table) => [
    foreignKey({
      columns: [table.operatorId],
      foreignColumns: [operators.id],
      name: "operator_delegator_shares_operator_id_fkey",
    }).onDelete("cascade"),
    foreignKey({
      columns: [table.stakerId],
      foreignColumns: [stakers.id],
      name: "operator_delegator_shares_staker_id_fkey",
    }).onDelete("cascade"),
    foreignKey({
      columns: [table.strategyId],
      foreignColumns: [strategies.id],
      name: "operator_delegator_shares_strategy_id_fkey",
    }).onDelete("cascade"),
    index("idx_delegator_shares_amount").on(table.shares),
    index("idx_delegator_shares_operator").on(table.operatorId),
    index("idx_delegator_shares_staker").on(table.stakerId),
    index("ix_operator_delegator_shares_operator_id").on(table.operatorId),
    index("ix_operator_delegator_shares_staker_id").on(table.stakerId),
    index("ix_operator_delegator_shares_strategy_id").on(table.strategyId),
  ],
);

export const operatorDelegatorSharesSnapshots = pgTable(
  "operator_delegator_shares_snapshots",
  {
    id: serial().primaryKey().notNull(),
    operatorId: varchar("operator_id").notNull(),
    stakerId: varchar("staker_id").notNull(),
    strategyId: varchar("strategy_id").notNull(),
    snapshotDate: date("snapshot_date").notNull(),
    snapshotBlock: integer("snapshot_block").notNull(),
    shares: numeric().notNull(),
    isDelegated: boolean("is_delegated").notNull(),
  },
  (table) => [
    foreignKey({
      columns: [table.operatorId],
      foreignColumns: [operators.id],
      name: "operator_delegator_shares_snapshots_operator_id_fkey",
    }).onDelete("cascade"),
    foreignKey({
      columns: [table.stakerId],
      foreignColumns: [stakers.id],
      name: "operator_delegator_shares_snapshots_staker_id_fkey",
    }).onDelete("cascade"),
    foreignKey({
      columns: [table.strategyId],
      foreignColumns: [strategies.id],
      name: "operator_delegator_shares_snapshots_strategy_id_fkey",
    }).onDelete("cascade"),
    index("idx_delegator_shares_snap_delegated").on(table.isDelegated),
    index("idx_delegator_shares_snap_operator_date").on(table.operatorId, table.snapshotDate),
    index("idx_delegator_shares_snap_staker_date").on(table.stakerId, table.snapshotDate),
    index("idx_delegator_shares_snap_strategy_date").on(table.strategyId, table.snapshotDate),
    index("ix_operator_delegator_shares_snapshots_operator_id").on(table.operatorId),
    index("ix_operator_delegator_shares_snapshots_snapshot_date").on(table.snapshotDate),
    index("ix_operator_delegator_shares_snapshots_staker_id").on(table.stakerId),
    index("ix_operator_delegator_shares_snapshots_strategy_id").on(table.strategyId),
    uniqueIndex("operator_delegator_shares_snapshots_unique").on(
      table.operatorId,
      table.stakerId,
      table.strategyId,
      table.snapshotDate,
    ),
  ],
);

export const operatorDelegators = pgTable(
  "operator_delegators",
  {
    id: varchar().primaryKey().notNull(),
    operatorId: varchar("operator_id").notNull(),
    stakerId: varchar("staker_id").notNull(),
    isDelegated: boolean("is_delegated"),
    delegatedAt: timestamp("delegated_at", { precision: 6, mode: "string" }),
    undelegatedAt: timestamp("undelegated_at", { precision: 6, mode: "string" }),
    createdAt: timestamp("created_at", { precision: 6, mode: "string" }).defaultNow().notNull(),
    updatedAt: timestamp("updated_at", { precision: 6, mode: "string" }).defaultNow().notNull(),
    totalTvsUsd: numeric("total_tvs_usd"),
    tvsSharePct: numeric("tvs_share_pct"),
  },
  (table) => [
    foreignKey({
      columns: [table.operatorId],
      foreignColumns: [operators.id],
      name: "operator_delegators_operator_id_fkey",
    }).onDelete("cascade"),
    foreignKey({
      columns: [table.stakerId],
      foreignColumns: [stakers.id],
      name: "operator_delegators_staker_id_fkey",
    }).onDelete("cascade"),
    index("idx_delegator_operator_status").on(table.operatorId, table.isDelegated),
    index("idx_delegator_tvs").on(table.totalTvsUsd),
    index("ix_operator_delegators_is_delegated").on(table.isDelegated),
    index("ix_operator_delegators_operator_id").on(table.operatorId),
    index("ix_operator_delegators_staker_id").on(table.stakerId),
  ],
);

export const operatorMetadata = pgTable(
  "operator_metadata",
  {
    operatorId: varchar("operator_id").primaryKey().notNull(),
    metadataUri: varchar("metadata_uri").notNull(),
    metadataJson: jsonb("metadata_json"),
    metadataFetchedAt: timestamp("metadata_fetched_at", { precision: 6, mode: "string" }),
    lastUpdatedAt: timestamp("last_updated_at", { precision: 6, mode: "string" }).notNull(),
    lastUpdatedBlock: integer("last_updated_block").notNull(),
    totalUpdates: integer("total_updates"),
    createdAt: timestamp("created_at", { precision: 6, mode: "string" }).defaultNow().notNull(),
    updatedAt: timestamp("updated_at", { precision: 6, mode: "string" }).defaultNow().notNull(),
  },
  (table) => [
    foreignKey({
      columns: [table.operatorId],
      foreignColumns: [operators.id],
      name: "operator_metadata_operator_id_fkey",
    }).onDelete("cascade"),
    index("idx_operator_metadata_updated").on(table.lastUpdatedAt),
    index("ix_operator_metadata_operator_id").on(table.operatorId),
  ],
);

export const operatorMetadataHistory = pgTable(
  "operator_metadata_history",
  {
    id: serial().primaryKey().notNull(),
    operatorId: varchar("operator_id").notNull(),
    metadataUri: varchar("metadata_uri").notNull(),
    metadataJson: jsonb("metadata_json"),
    metadataFetchedAt: timestamp("metadata_fetched_at", { precision: 6, mode: "string" }),
    updatedAt: timestamp("updated_at", { precision: 6, mode: "string" }).notNull(),
    updatedAtBlock: integer("updated_at_block").notNull(),
    transactionHash: varchar("transaction_hash").notNull(),
    createdAt: timestamp("created_at", { precision: 6, mode: "string" }).defaultNow().notNull(),
  },
  (table) => [
    foreignKey({
      columns: [table.operatorId],
      foreignColumns: [operators.id],
      name: "operator_metadata_history_operator_id_fkey",
    }).onDelete("cascade"),
    index("idx_metadata_history_block").on(table.updatedAtBlock),
    index("idx_metadata_history_operator").on(table.operatorId, table.updatedAt),
    index("ix_operator_metadata_history_operator_id").on(table.operatorId),
    index("ix_operator_metadata_history_updated_at").on(table.updatedAt),
    uniqueIndex("uq_metadata_history_event").on(
      table.operatorId,
      table.metadataUri,
      table.updatedAtBlock,
      table.transactionHash,
    ),
  ],
);

export const operatorRegistration = pgTable(
  "operator_registration",
  {
    operatorId: varchar("operator_id").primaryKey().notNull(),
    registeredAt: timestamp("registered_at", { precision: 6, mode: "string" }).notNull(),
    registrationBlock: integer("registration_block").notNull(),
    delegationApprover: varchar("delegation_approver").notNull(),
    transactionHash: varchar("transaction_hash").notNull(),
    createdAt: timestamp("created_at", { precision: 6, mode: "string" }).defaultNow().notNull(),
    updatedAt: timestamp("updated_at", { precision: 6, mode: "string" }).defaultNow().notNull(),
  },
  (table) => [
    foreignKey({
      columns: [table.operatorId],
      foreignColumns: [operators.id],
      name: "operator_registration_operator_id_fkey",
    }).onDelete("cascade"),
    index("idx_operator_registration_block").on(table.registrationBlock),
    index("idx_operator_registration_date").on(table.registeredAt),
    index("ix_operator_registration_operator_id").on(table.operatorId),
  ],
);

export const operatorSetState = pgTable(
  "operator_set_state",
  {
    id: varchar().primaryKey().notNull(),
    avsId: varchar("avs_id").notNull(),
    operatorSetId: integer("operator_set_id").notNull(),
    activeOperatorCount: integer("active_operator_count"),
    totalAllocationCount: integer("total_allocation_count"),
    totalAllocatedUsd: numeric("total_allocated_usd"),
    supportedStrategies: varchar("supported_strategies").array(),
    currentSplitBips: integer("current_split_bips"),
    createdAtBlock: integer("created_at_block"),
    lastActivityAt: timestamp("last_activity_at", { precision: 6, mode: "string" }),
    createdAt: timestamp("created_at", { precision: 6, mode: "string" }).defaultNow().notNull(),
    updatedAt: timestamp("updated_at", { precision: 6, mode: "string" }).defaultNow().notNull(),
  },
  (table) => [
    foreignKey({
      columns: [table.avsId],
      foreignColumns: [avs.id],
      name: "operator_set_state_avs_id_fkey",
    }).onDelete("cascade"),
    index("idx_operator_set_state_avs").on(table.avsId),
    index("idx_operator_set_state_usd").on(table.totalAllocatedUsd),
    index("ix_operator_set_state_avs_id").on(table.avsId),
  ],
);

export const operatorSets = pgTable(
  "operator_sets",
  {
    id: varchar().primaryKey().notNull(),
    avsId: varchar("avs_id").notNull(),
    operatorSetId: integer("operator_set_id").notNull(),
    createdAt: timestamp("created_at", { precision: 6, mode: "string" }).defaultNow().notNull(),
    updatedAt: timestamp("updated_at", { precision: 6, mode: "string" }).defaultNow().notNull(),
  },
  (table) => [
    foreignKey({
      columns: [table.avsId],
      foreignColumns: [avs.id],
      name: "operator_sets_avs_id_fkey",
    }).onDelete("cascade"),
    index("idx_operator_set_avs").on(table.avsId),
    index("ix_operator_sets_avs_id").on(table.avsId),
  ],
);

export const operatorSlashingAmounts = pgTable(
  "operator_slashing_amounts",
  {
    id: serial().primaryKey().notNull(),
    slashingIncidentId: integer("slashing_incident_id").notNull(),
    operatorId: varchar("operator_id").notNull(),
    strategyId: varchar("strategy_id").notNull(),
    wadSlashed: numeric("wad_slashed").notNull(),
    createdAt: timestamp("created_at", { precision: 6, mode: "string" }).defaultNow().notNull(),
    updatedAt: timestamp("updated_at", { precision: 6, mode: "string" }).defaultNow().notNull(),
  },
  (table) => [
    foreignKey({
      columns: [table.operatorId],
      foreignColumns: [operators.id],
      name: "operator_slashing_amounts_operator_id_fkey",
    }).onDelete("cascade"),
    foreignKey({
      columns: [table.slashingIncidentId],
      foreignColumns: [operatorSlashingIncidents.id],
      name: "operator_slashing_amounts_slashing_incident_id_fkey",
    }).onDelete("cascade"),
    foreignKey({
      columns: [table.strategyId],
      foreignColumns: [strategies.id],
      name: "operator_slashing_amounts_strategy_id_fkey",
    }).onDelete("cascade"),
    index("idx_slash_amount_incident").on(table.slashingIncidentId),
    index("idx_slash_amount_operator").on(table.operatorId),
    index("idx_slash_amount_strategy").on(table.strategyId),
    index("ix_operator_slashing_amounts_operator_id").on(table.operatorId),
    index("ix_operator_slashing_amounts_slashing_incident_id").on(table.slashingIncidentId),
    index("ix_operator_slashing_amounts_strategy_id").on(table.strategyId),
  ],
);

export const operatorSlashingIncidents = pgTable(
  "operator_slashing_incidents",
  {
    id: serial().primaryKey().notNull(),
    operatorId: varchar("operator_id").notNull(),
    operatorSetId: varchar("operator_set_id").notNull(),
    slashedAt: timestamp("slashed_at", { precision: 6, mode: "string" }).notNull(),
    slashedAtBlock: integer("slashed_at_block").notNull(),
    description: varchar().notNull(),
    eventId: integer("event_id"),
    transactionHash: varchar("transaction_hash"),
    createdAt: timestamp("created_at", { precision: 6, mode: "string" }).defaultNow().notNull(),
    updatedAt: timestamp("updated_at", { precision: 6, mode: "string" }).defaultNow().notNull(),
  },
  (table) => [
    foreignKey({
      columns: [table.operatorId],
      foreignColumns: [operators.id],
      name: "operator_slashing_incidents_operator_id_fkey",
    }).onDelete("cascade"),
    foreignKey({
      columns: [table.operatorSetId],
      foreignColumns: [operatorSets.id],
      name: "operator_slashing_incidents_operator_set_id_fkey",
    }).onDelete("cascade"),
    index("idx_slash_avs").on(table.operatorSetId),
    index("idx_slash_operator_date").on(table.operatorId, table.slashedAt),
    index("ix_operator_slashing_incidents_operator_id").on(table.operatorId),
    index("ix_operator_slashing_incidents_slashed_at").on(table.slashedAt),
  ],
);

export const operatorState = pgTable(
  "operator_state",
  {
    operatorId: varchar("operator_id").primaryKey().notNull(),
    operatorAddress: varchar("operator_address").notNull(),
    currentMetadataUri: varchar("current_metadata_uri"),
    registeredAt: timestamp("registered_at", { precision: 6, mode: "string" }),
    registrationBlock: integer("registration_block"),
    firstActivityAt: timestamp("first_activity_at", { precision: 6, mode: "string" }),
    firstActivityBlock: integer("first_activity_block"),
    firstActivityType: varchar("first_activity_type"),
    currentDelegationApprover: varchar("current_delegation_approver").notNull(),
    isPermissioned: boolean("is_permissioned"),
    delegationApproverUpdatedAt: timestamp("delegation_approver_updated_at", {
      precision: 6,
      mode: "string",
    }),
    currentPiSplitBips: integer("current_pi_split_bips"),
    piSplitActivatedAt: timestamp("pi_split_activated_at", { precision: 6, mode: "string" }),
    activeAvsCount: integer("active_avs_count"),
    activeOperatorSetCount: integer("active_operator_set_count"),
    registeredAvsCount: integer("registered_avs_count"),
    totalDelegators: integer("total_delegators"),
    activeDelegators: integer("active_delegators"),
    totalSlashEvents: integer("total_slash_events"),
    lastSlashedAt: timestamp("last_slashed_at", { precision: 6, mode: "string" }),
    forceUndelegationCount: integer("force_undelegation_count"),
    lastAllocationAt: timestamp("last_allocation_at", { precision: 6, mode: "string" }),
    lastCommissionChangeAt: timestamp("last_commission_change_at", { precision: 6, mode: "string" }),
    lastMetadataUpdateAt: timestamp("last_metadata_update_at", { precision: 6, mode: "string" }),
    lastActivityAt: timestamp("last_activity_at", { precision: 6, mode: "string" }),
    isActive: boolean("is_active"),
    operationalDays: integer("operational_days"),
    createdAt: timestamp("created_at", { precision: 6, mode: "string" }).defaultNow().notNull(),
    updatedAt: timestamp("updated_at", { precision: 6, mode: "string" }).defaultNow().notNull(),
    totalTvs: numeric("total_tvs"),
    tvsUpdatedAt: timestamp("tvs_updated_at", { precision: 6, mode: "string" }),
  },
  (table) => [
    foreignKey({
      columns: [table.operatorId],
      foreignColumns: [operators.id],
      name: "operator_state_operator_id_fkey",
    }).onDelete("cascade"),
    index("idx_operator_active").on(table.isActive),
    index("idx_operator_first_activity").on(table.firstActivityAt),
    index("idx_operator_slashes").on(table.totalSlashEvents),
    index("ix_operator_state_operator_id").on(table.operatorId),
    uniqueIndex("operator_state_operator_address_key").on(table.operatorAddress),
  ],
);

export const operatorStrategyDailySnapshots = pgTable(
  "operator_strategy_daily_snapshots",
  {
    id: serial().primaryKey().notNull(),
    operatorId: varchar("operator_id").notNull(),
    strategyId: varchar("strategy_id").notNull(),
    snapshotDate: date("snapshot_date").notNull(),
    snapshotBlock: integer("snapshot_block").notNull(),
    maxMagnitude: numeric("max_magnitude").notNull(),
    encumberedMagnitude: numeric("encumbered_magnitude"),
    utilizationRate: numeric("utilization_rate"),
  },
  (table) => [
    foreignKey({
      columns: [table.operatorId],
      foreignColumns: [operators.id],
      name: "operator_strategy_daily_snapshots_operator_id_fkey",
    }).onDelete("cascade"),
    foreignKey({
      columns: [table.strategyId],
      foreignColumns: [strategies.id],
      name: "operator_strategy_daily_snapshots_strategy_id_fkey",
    }).onDelete("cascade"),
    index("idx_strategy_snapshot_magnitude").on(table.maxMagnitude),
    index("idx_strategy_snapshot_operator_date").on(table.operatorId, table.snapshotDate),
    index("idx_strategy_snapshot_strategy_date").on(table.strategyId, table.snapshotDate),
    index("ix_operator_strategy_daily_snapshots_operator_id").on(table.operatorId),
    index("ix_operator_strategy_daily_snapshots_snapshot_date").on(table.snapshotDate),
    index("ix_operator_strategy_daily_snapshots_strategy_id").on(table.strategyId),
    uniqueIndex("operator_strategy_daily_snapshots_operator_strategy_date_key").on(
      table.operatorId,
      table.strategyId,
      table.snapshotDate,
    ),
  ],
);

export const operatorStrategyState = pgTable(
  "operator_strategy_state",
  {
    id: varchar().primaryKey().notNull(),
    operatorId: varchar("operator_id").notNull(),
    strategyId: varchar("strategy_id").notNull(),
    maxMagnitude: numeric("max_magnitude").notNull(),
    maxMagnitudeUpdatedAt: timestamp("max_magnitude_updated_at", { precision: 6, mode: "string" }),
    maxMagnitudeUpdatedBlock: integer("max_magnitude_updated_block"),
    encumberedMagnitude: numeric("encumbered_magnitude").notNull(),
    encumberedMagnitudeUpdatedAt: timestamp("encumbered_magnitude_updated_at", {
      precision: 6,
      mode: "string",
    }),
    encumberedMagnitudeUpdatedBlock: integer("encumbered_magnitude_updated_block"),
    utilizationRate: numeric("utilization_rate"),
    createdAt: timestamp("created_at", { precision: 6, mode: "string" }).defaultNow().notNull(),
    updatedAt: timestamp("updated_at", { precision: 6, mode: "string" }).defaultNow().notNull(),
    tvsUsd: numeric("tvs_usd"),
    tvsUpdatedAt: timestamp("tvs_updated_at", { precision: 6, mode: "string" }),
  },
  (table) => [
    foreignKey({
      columns: [table.operatorId],
      foreignColumns: [operators.id],
      name: "operator_strategy_state_operator_id_fkey",
    }).onDelete("cascade"),
    foreignKey({
      columns: [table.strategyId],
      foreignColumns: [strategies.id],
      name: "operator_strategy_state_strategy_id_fkey",
    }).onDelete("cascade"),
    index("idx_operator_strategy_max_mag").on(table.maxMagnitude),
    index("idx_operator_strategy_operator").on(table.operatorId),
    index("idx_operator_strategy_tvs").on(table.tvsUsd),
    index("idx_operator_strategy_utilization").on(table.utilizationRate),
    index("ix_operator_strategy_state_operator_id").on(table.operatorId),
    index("ix_operator_strategy_state_strategy_id").on(table.strategyId),
  ],
);

export const operators = pgTable(
  "operators",
  {
    id: varchar().primaryKey().notNull(),
    address: varchar().notNull(),
    createdAt: timestamp("created_at", { precision: 6, mode: "string" }).defaultNow().notNull(),
    updatedAt: timestamp("updated_at", { precision: 6, mode: "string" }).defaultNow().notNull(),
  },
  (table) => [uniqueIndex("operators_address_key").on(table.address)],
);

export const pipelineCheckpoints = pgTable("pipeline_checkpoints", {
  pipelineName: varchar("pipeline_name", { length: 100 }).primaryKey().notNull(),
  lastProcessedAt: timestamp("last_processed_at", { precision: 6, mode: "string" }).notNull(),
  lastProcessedBlock: bigint("last_processed_block", { mode: "bigint" }),
  operatorsProcessedCount: integer("operators_processed_count"),
  totalEventsProcessed: integer("total_events_processed"),
  runDurationSeconds: integer("run_duration_seconds"),
  runMetadata: jsonb("run_metadata"),
  createdAt: timestamp("created_at", { precision: 6, mode: "string" }).defaultNow().notNull(),
  updatedAt: timestamp("updated_at", { precision: 6, mode: "string" }).defaultNow().notNull(),
});

export const pipelineSyncStatus = pgTable(
  "pipeline_sync_status",
  {
    id: serial().primaryKey().notNull(),
    pipeline: varchar().notNull(),
    eventType: varchar("event_type").notNull(),
    contract: varchar(),
    latestBlockOnchain: integer("latest_block_onchain"),
    latestBlockIndexed: integer("latest_block_indexed"),
    blocksBehind: integer("blocks_behind"),
    latestEventTimestamp: timestamp("latest_event_timestamp", { precision: 6, mode: "string" }),
    lagSeconds: integer("lag_seconds"),
    totalRecords: integer("total_records"),
    recordsLast24H: integer("records_last_24h"),
    recordsLastHour: integer("records_last_hour"),
    status: varchar(),
    lastError: varchar("last_error"),
    measuredAt: timestamp("measured_at", { precision: 6, mode: "string" }),
  },
  (table) => [
    index("idx_sync_status_health").on(table.status),
    index("idx_sync_status_measured").on(table.measuredAt),
    index("idx_sync_status_pipeline").on(table.pipeline, table.eventType),
    index("ix_pipeline_sync_status_measured_at").on(table.measuredAt),
  ],
);

export const pipelineSyncStatusV2 = pgTable(
  "pipeline_sync_status_v2",
  {
    id: serial().primaryKey().notNull(),
    pipeline: varchar().notNull(),
    eventType: varchar("event_type").notNull(),
    contract: varchar(),
    countSubgraph: integer("count_subgraph"),
    countDb: integer("count_db"),
    countDiff: integer("count_diff"),
    syncPct: numeric("sync_pct"),
    lastUpdatedBlock: integer("last_updated_block"),
    lastUpdatedTimestamp: timestamp("last_updated_timestamp", { precision: 6, mode: "string" }),
    subgraphHeadBlock: integer("subgraph_head_block"),
    status: varchar(),
    lastError: varchar("last_error"),
    measuredAt: timestamp("measured_at", { precision: 6, mode: "string" }),
  },
  (table) => [
    index("idx_sync_status_v2_health").on(table.status),
    index("idx_sync_status_v2_measured").on(table.measuredAt),
    index("idx_sync_status_v2_pipeline").on(table.pipeline, table.eventType),
    index("ix_pipeline_sync_status_v2_measured_at").on(table.measuredAt),
  ],
);

export const slashingEventsCache = pgTable(
  "slashing_events_cache",
  {
    operatorId: varchar("operator_id").notNull(),
    blockNumber: integer("block_number").notNull(),
    transactionHash: varchar("transaction_hash").notNull(),
    operatorSetId: varchar("operator_set_id").notNull(),
    slashedAt: timestamp("slashed_at", { precision: 6, mode: "string" }).notNull(),
    description: varchar(),
    strategies: varchar().array().notNull(),
    wadSlashed: numeric("wad_slashed").array().notNull(),
    createdAt: timestamp("created_at", { precision: 6, mode: "string" }).defaultNow().notNull(),
    updatedAt: timestamp("updated_at", { precision: 6, mode: "string" }).defaultNow().notNull(),
  },
  (table) => [
    index("idx_slashing_cache_operator").on(table.operatorId),
    primaryKey({
      columns: [table.blockNumber, table.operatorId, table.transactionHash],
      name: "slashing_events_cache_pkey",
    }),
  ],
);

export const stakers = pgTable(
  "stakers",
  {
    id: varchar().primaryKey().notNull(),
    address: varchar().notNull(),
    createdAt: timestamp("created_at", { precision: 6, mode: "string" }).defaultNow().notNull(),
    updatedAt: timestamp("updated_at", { precision: 6, mode: "string" }).defaultNow().notNull(),
  },
  (table) => [uniqueIndex("stakers_address_key").on(table.address)],
);

export const strategies = pgTable(
  "strategies",
  {
    id: varchar().primaryKey().notNull(),
    address: varchar().notNull(),
    createdAt: timestamp("created_at", { precision: 6, mode: "string" }).defaultNow().notNull(),
    updatedAt: timestamp("updated_at", { precision: 6, mode: "string" }).defaultNow().notNull(),
  },
  (table) => [uniqueIndex("strategies_address_key").on(table.address)],
);

export const strategyExchangeRates = pgTable(
  "strategy_exchange_rates",
  {
    strategyAddress: varchar("strategy_address").primaryKey().notNull(),
    sharesToUnderlyingRate: numeric("shares_to_underlying_rate").notNull(),
    underlyingToken: varchar("underlying_token"),
    rateUpdatedAt: timestamp("rate_updated_at", { precision: 6, mode: "string" }).notNull(),
    rateUpdatedBlock: integer("rate_updated_block"),
    createdAt: timestamp("created_at", { precision: 6, mode: "string" }).defaultNow().notNull(),
    updatedAt: timestamp("updated_at", { precision: 6, mode: "string" }).defaultNow().notNull(),
  },
  (table) => [index("idx_exchange_rate_updated").on(table.rateUpdatedAt)],
);

export const subgraphHealthStatus = pgTable(
  "subgraph_health_status",
  {
    id: serial().primaryKey().notNull(),
    synced: boolean(),
    hasIndexingErrors: boolean("has_indexing_errors"),
    chainHeadBlock: integer("chain_head_block"),
    latestIndexedBlock: integer("latest_indexed_block"),
    blocksBehind: integer("blocks_behind"),
    status: varchar(),
    measuredAt: timestamp("measured_at", { precision: 6, mode: "string" }),
  },
  (table) => [
    index("idx_subgraph_health_measured").on(table.measuredAt),
    index("idx_subgraph_health_status").on(table.status),
    index("ix_subgraph_health_status_measured_at").on(table.measuredAt),
  ],
);

export const tokenMetadata = pgTable(
  "token_metadata",
  {
    contractAddress: varchar("contract_address").primaryKey().notNull(),
    coingeckoId: varchar("coingecko_id"),
    symbol: varchar().notNull(),
    name: varchar().notNull(),
    assetPlatformId: varchar("asset_platform_id"),
    description: varchar(),
    categories: varchar().array(),
    homepageUrl: varchar("homepage_url"),
    twitterUrl: varchar("twitter_url"),
    discordUrl: varchar("discord_url"),
    githubUrls: varchar("github_urls").array(),
    logoLarge: varchar("logo_large"),
    logoSmall: varchar("logo_small"),
    decimals: integer(),
    lastSyncedAt: timestamp("last_synced_at", { precision: 6, mode: "string" }),
    firstSeenAt: timestamp("first_seen_at", { precision: 6, mode: "string" }),
    priceAvailableFrom: date("price_available_from"),
    priceAvailableTo: date("price_available_to"),
    backfillStatus: varchar("backfill_status"),
    backfillAttemptedAt: timestamp("backfill_attempted_at", { precision: 6, mode: "string" }),
    backfillError: varchar("backfill_error"),
    isRebasing: boolean("is_rebasing"),
    wrappedEquivalent: varchar("wrapped_equivalent"),
    createdAt: timestamp("created_at", { precision: 6, mode: "string" }).defaultNow().notNull(),
    updatedAt: timestamp("updated_at", { precision: 6, mode: "string" }).defaultNow().notNull(),
    currentPriceIsProxy: boolean("current_price_is_proxy"),
    currentPriceProxyToken: varchar("current_price_proxy_token"),
    currentPriceProxySymbol: varchar("current_price_proxy_symbol"),
    realPriceLastFoundAt: timestamp("real_price_last_found_at", { precision: 6, mode: "string" }),
  },
  (table) => [
    index("idx_token_metadata_backfill").on(table.backfillStatus),
    index("idx_token_metadata_coingecko").on(table.coingeckoId),
    index("idx_token_metadata_symbol").on(table.symbol),
    index("ix_token_metadata_symbol").on(table.symbol),
    uniqueIndex("ix_token_metadata_coingecko_id").on(table.coingeckoId),
  ],
);

export const tokenPriceHistory = pgTable(
  "token_price_history",
  {
    id: serial().primaryKey().notNull(),
    tokenAddress: varchar("token_address").notNull(),
    priceUsd: numeric("price_usd").notNull(),
    marketCapUsd: numeric("market_cap_usd"),
    totalVolumeUsd: numeric("total_volume_usd"),
    timestamp: timestamp({ precision: 6, mode: "string" }).notNull(),
    source: varchar(),
    isProxyPrice: boolean("is_proxy_price"),
    proxyTokenAddress: varchar("proxy_token_address"),
    proxyTokenSymbol: varchar("proxy_token_symbol"),
  },
  (table) => [
    foreignKey({
      columns: [table.tokenAddress],
      foreignColumns: [tokenMetadata.contractAddress],
      name: "token_price_history_token_address_fkey",
    }).onDelete("cascade"),
    index("idx_token_price_date").on(table.timestamp),
    index("idx_token_price_ts").on(table.tokenAddress, table.timestamp),
    index("ix_token_price_history_timestamp").on(table.timestamp),
    index("ix_token_price_history_token_address").on(table.tokenAddress),
    uniqueIndex("uq_token_price_ts").on(table.tokenAddress, table.timestamp),
  ],
);

export const tokenPriceProxies = pgTable(
  "token_price_proxies",
  {
    tokenAddress: varchar("token_address").primaryKey().notNull(),
    tokenSymbol: varchar("token_symbol").notNull(),
    proxyTokenAddress: varchar("proxy_token_address").notNull(),
    proxyTokenSymbol: varchar("proxy_token_symbol").notNull(),
    priceMultiplier: numeric("price_multiplier"),
    relationshipType: varchar("relationship_type").notNull(),
    reason: varchar(),
    isActive: boolean("is_active"),
    lastUsedAt: timestamp("last_used_at", { precision: 6, mode: "string" }),
    createdAt: timestamp("created_at", { precision: 6, mode: "string" }).defaultNow().notNull(),
    updatedAt: timestamp("updated_at", { precision: 6, mode: "string" }).defaultNow().notNull(),
  },
  (table) => [
    index("idx_price_proxy_active").on(table.isActive),
    index("idx_price_proxy_type").on(table.relationshipType),
  ],
);

export const volatilityMetrics = pgTable(
  "volatility_metrics",
  {
    id: serial().primaryKey().notNull(),
    entityType: varchar("entity_type").notNull(),
    entityId: varchar("entity_id").notNull(),
    date: date().notNull(),
    metricType: varchar("metric_type").notNull(),
    volatility7D: numeric("volatility_7d"),
    volatility30D: numeric("volatility_30d"),
    volatility90D: numeric("volatility_90d"),
    meanValue: numeric("mean_value"),
    coefficientOfVariation: numeric("coefficient_of_variation"),
    trendDirection: numeric("trend_direction"),
    trendStrength: numeric("trend_strength"),
    dataPointsCount: integer("data_points_count"),
    confidenceScore: numeric("confidence_score"),
    operatorId: varchar("operator_id"),
  },
  (table) => [
    foreignKey({
      columns: [table.operatorId],
      foreignColumns: [operators.id],
      name: "volatility_metrics_operator_id_fkey",
    }).onDelete("cascade"),
    index("idx_volatility_entity").on(table.entityType, table.entityId, table.date),
    index("ix_volatility_metrics_date").on(table.date),
    index("ix_volatility_metrics_entity_id").on(table.entityId),
    index("ix_volatility_metrics_entity_type").on(table.entityType),
    index("ix_volatility_metrics_metric_type").on(table.metricType),
    uniqueIndex("uix_volatility_metrics").on(table.entityType, table.entityId, table.date, table.metricType),
  ],
);
